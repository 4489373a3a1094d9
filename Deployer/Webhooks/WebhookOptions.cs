using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Deployer.Webhooks;

/// <summary>How webhooks are received; configuration <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhooks";

    private const int MinSecret = 16;

    /// <summary>What a sender must know, unless its receiver has a secret of its own. At least 16 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>A second one that holds too, while senders change from one to the other.</summary>
    public string? SecondSecret { get; set; }

    /// <summary>Secrets of single receivers, by the receiver's name; in place of the ones above.</summary>
    public Dictionary<string, ReceiverSecrets> Receivers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Networks that may send, such as <c>192.0.2.0/24</c>; every one may when there is none.</summary>
    public List<string> AllowedNetworks { get; } = [];

    /// <summary>
    /// Hosts that may be told that a webhook was taken, at the address which it names (Docker Hub's <c>callback_url</c>), such
    /// as <c>registry.hub.docker.com</c>; with a port unless it is 443. Nobody is told when there is none.
    /// </summary>
    public List<string> CallbackHosts { get; } = [];

    /// <summary>How many webhooks one address may send in a minute; 0 is no limit.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; set; } = 600;

    /// <summary>The largest body that is read, in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBody { get; set; } = 1024 * 1024;

    /// <summary>How long a sender may take to send its body.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The secrets that a sender to this receiver may know.</summary>
    public IEnumerable<string> SecretsOf(string receiver) =>
        (Receivers.GetValueOrDefault(receiver) is { Secret.Length: > 0 } own
            ? new[] { own.Secret, own.SecondSecret }
            : [Secret, SecondSecret]).Where(secret => !string.IsNullOrEmpty(secret)).OfType<string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret.Length == 0)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Secret)} is missing: give a random value of at least {MinSecret} characters");
        }

        // The values are secrets: only their places are named.
        var secrets = Receivers.SelectMany(pair => new[]
        {
            ($"Receivers:{pair.Key}:{nameof(Secret)}", pair.Value.Secret),
            ($"Receivers:{pair.Key}:{nameof(SecondSecret)}", pair.Value.SecondSecret),
        }).Prepend((nameof(SecondSecret), SecondSecret)).Prepend((nameof(Secret), Secret));
        foreach (var (name, secret) in secrets.Where(pair => pair.Item2 is { Length: > 0 and < MinSecret }))
        {
            yield return new ValidationResult(
                $"{Section}:{name} has {secret!.Length} characters: at least {MinSecret} are needed");
        }

        foreach (var network in AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(AllowedNetworks)}: '{network}' is no network such as 192.0.2.0/24");
        }

        foreach (var host in CallbackHosts.Where(host => !IsHost(host)))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(CallbackHosts)}: '{host}' is no host such as registry.hub.docker.com");
        }
    }

    private static bool IsHost(string text) =>
        Uri.TryCreate($"https://{text}", UriKind.Absolute, out var address) &&
        address.Authority.Equals(text, StringComparison.OrdinalIgnoreCase);
}
