using System.ComponentModel.DataAnnotations;

namespace Deployer.Endpoints;

/// <summary>Why someone acts on a track. It is kept with the rollout, with who and when.</summary>
public sealed record HandRequest(
    [property: Required(ErrorMessage = "It is missing; say why, such as {\"reason\": \"wrong branch\"}.")]
    [property: StringLength(HandRequest.MaxReason, MinimumLength = 1)]
    string Reason)
{
    internal const int MaxReason = 500;
}
