using System.ComponentModel.DataAnnotations;

namespace Deployer.Endpoints;

/// <summary>Why someone acts on a track. It is kept with the rollout, with who and when.</summary>
public sealed class HandRequest
{
    internal const int MaxReason = 500;

    /// <summary>Why, for people; up to 500 characters.</summary>
    [Required(ErrorMessage = "It is missing; say why, such as 'wrong branch'.")]
    [StringLength(MaxReason, MinimumLength = 1)]
    public string Reason { get; init; } = "";
}
