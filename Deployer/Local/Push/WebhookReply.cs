namespace Deployer.Local.Push;

internal sealed record WebhookReply(IReadOnlyList<string> Ignored);
