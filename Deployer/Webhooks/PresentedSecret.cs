namespace Deployer.Webhooks;

/// <summary>The secret that stood in a request's address, before it was taken out of it.</summary>
internal sealed record PresentedSecret(string Value);
