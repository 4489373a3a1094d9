namespace Deployer.Webhooks;

/// <summary>Reads one registry's kind of webhook. Pure: bytes in, push events or faults out.</summary>
internal interface IWebhookReceiver
{
    /// <summary>The name in the address, <c>/webhooks/{name}</c>.</summary>
    string Name { get; }

    WebhookContent Read(ReadOnlyMemory<byte> body);
}
