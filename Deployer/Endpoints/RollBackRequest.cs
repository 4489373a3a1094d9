using System.ComponentModel.DataAnnotations;

namespace Deployer.Endpoints;

/// <summary>To which release of the history a track is to go, and why.</summary>
public sealed class RollBackRequest
{
    /// <summary>The id of the rollout that brought it.</summary>
    [Required(ErrorMessage = "It is missing; it is the id of the rollout that brought the release.")]
    [StringLength(100, MinimumLength = 1)]
    public string Rollout { get; init; } = "";

    /// <summary>Why, for people; up to 500 characters.</summary>
    [Required(ErrorMessage = "It is missing; say why, such as 'slow search'.")]
    [StringLength(HandRequest.MaxReason, MinimumLength = 1)]
    public string Reason { get; init; } = "";
}
