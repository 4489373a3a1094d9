using System.ComponentModel.DataAnnotations;

namespace Deployer.Webhooks;

/// <summary>How webhooks are received; configuration <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>What a sender must know: the last part of the address, or a Bearer token. At least 16 characters.</summary>
    [Required(ErrorMessage = "Webhooks:Secret is missing: give a random value of at least 16 characters")]
    [MinLength(16, ErrorMessage = "Webhooks:Secret is too short: at least 16 characters are needed")]
    public string Secret { get; set; } = "";

    /// <summary>The largest body that is read, in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBody { get; set; } = 1024 * 1024;

    /// <summary>How long a sender may take to send its body.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
