namespace Deployer.Webhooks;

/// <summary>Reads one registry's kind of webhook. Pure: a payload in, push events or faults out.</summary>
internal interface IWebhookReceiver
{
    /// <summary>The name in the address, <c>/webhooks/{name}</c>.</summary>
    string Name { get; }

    /// <summary>How this sender can show that it knows the secret, beside the address and a Bearer token.</summary>
    SecretProof Proof { get; }

    WebhookContent Read(WebhookPayload payload);
}
