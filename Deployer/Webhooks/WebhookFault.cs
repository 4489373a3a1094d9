namespace Deployer.Webhooks;

/// <summary>Something wrong in a body.</summary>
/// <param name="Place">A JSON path such as <c>push_data.tag</c>.</param>
internal sealed record WebhookFault(string Place, string Message);
