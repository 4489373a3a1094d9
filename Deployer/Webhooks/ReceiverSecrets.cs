namespace Deployer.Webhooks;

/// <summary>The secrets of one receiver's senders; configuration <c>Webhooks:Receivers:{receiver}</c>.</summary>
internal sealed class ReceiverSecrets
{
    public string? Secret { get; set; }

    /// <summary>Holds too, while senders change from one to the other.</summary>
    public string? SecondSecret { get; set; }
}
