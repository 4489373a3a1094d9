using System.ComponentModel.DataAnnotations;

namespace Deployer.Endpoints;

/// <summary>What is to be aborted, and why.</summary>
public sealed class AbortRequest
{
    /// <summary>The id of the rollout, or of the request that waits, that is meant; what is there now when it is left out.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Rollout { get; init; }

    /// <summary>Why, for people; up to 500 characters.</summary>
    [Required(ErrorMessage = "It is missing; say why, such as 'wrong branch'.")]
    [StringLength(HandRequest.MaxReason, MinimumLength = 1)]
    public string Reason { get; init; } = "";
}
