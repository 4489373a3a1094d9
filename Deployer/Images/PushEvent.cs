namespace Deployer.Images;

/// <summary>What a registry says of one push, whichever registry it is.</summary>
/// <param name="Image">The repository and the tag that was pushed.</param>
/// <param name="Digest">The pushed content, where the sender names it.</param>
/// <param name="PushedAt">By the sender's clock, where it tells.</param>
/// <param name="DeliveryId">The sender's own name of this delivery, where there is one.</param>
/// <param name="Source">Who says so: the receiver that took it, such as <c>dockerhub</c>.</param>
internal sealed record PushEvent(
    ImageReference Image,
    Digest? Digest,
    DateTimeOffset? PushedAt,
    string? DeliveryId,
    string Source);
