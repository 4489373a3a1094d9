namespace Deployer.Webhooks;

/// <summary>Stands for a receiver that does not exist while a stranger's secret is compared: with the common one.</summary>
internal sealed class UnknownReceiver : IWebhookReceiver
{
    public static readonly UnknownReceiver Instance = new();

    public string Name => "";

    public SecretProof Proof => SecretProof.None;

    public WebhookContent Read(WebhookPayload payload) => WebhookContent.Nothing("there is no such receiver");
}
