namespace Deployer.Webhooks;

/// <summary>Why a body was not read: the HTTP status to answer, and the words for it.</summary>
internal sealed record WebhookRefusal(int Status, string Message);
