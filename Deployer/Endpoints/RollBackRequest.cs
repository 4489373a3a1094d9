using System.ComponentModel.DataAnnotations;

namespace Deployer.Endpoints;

/// <summary>To which release of the history a track is to go, and why.</summary>
/// <param name="Rollout">The id of the rollout that brought it.</param>
public sealed record RollBackRequest(
    [property: Required(ErrorMessage = "It is missing; it is the id of the rollout that brought the release.")]
    [property: StringLength(100, MinimumLength = 1)]
    string Rollout,
    [property: Required(ErrorMessage = "It is missing; say why, such as {\"reason\": \"slow search\"}.")]
    [property: StringLength(HandRequest.MaxReason, MinimumLength = 1)]
    string Reason);
