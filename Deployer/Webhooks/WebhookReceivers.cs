using System.Collections.Frozen;

namespace Deployer.Webhooks;

/// <summary>All receivers by name.</summary>
internal sealed class WebhookReceivers(IEnumerable<IWebhookReceiver> receivers)
{
    private readonly FrozenDictionary<string, IWebhookReceiver> _byName =
        receivers.ToFrozenDictionary(receiver => receiver.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    public IWebhookReceiver? Find(string name) => _byName.GetValueOrDefault(name);
}
