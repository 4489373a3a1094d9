using Deployer.Images;

namespace Deployer.Control;

/// <summary>What became of a push: the requests it made, or why it was ignored.</summary>
internal sealed record PushOutcome(ImageReference Image, IReadOnlyList<AcceptedRequest> Accepted, string? Ignored);
