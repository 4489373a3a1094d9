using System.ComponentModel.DataAnnotations;

namespace Deployer.Registry;

/// <summary>How image registries are asked; configuration <c>Registry</c>.</summary>
internal sealed class RegistryOptions : IValidatableObject
{
    public const string Section = "Registry";

    /// <summary>A docker configuration with credentials, such as a mounted <c>kubernetes.io/dockerconfigjson</c> Secret; anonymous without.</summary>
    public string? DockerConfig { get; set; }

    /// <summary>By a registry's host: where to ask in its place, such as <c>https://mirror.example</c>.</summary>
    public Dictionary<string, string> Mirrors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts that are asked without TLS; those of this machine are anyway.</summary>
    public List<string> Insecure { get; } = [];

    /// <summary>How long one answer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (host, mirror) in Mirrors)
        {
            if (!Uri.TryCreate(mirror, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                yield return new ValidationResult($"{Section}:{nameof(Mirrors)}:{host}: '{mirror}' is no http(s) address");
            }
        }

        if (DockerConfig is not null && !File.Exists(DockerConfig))
        {
            yield return new ValidationResult($"{Section}:{nameof(DockerConfig)}: there is no file '{DockerConfig}'");
        }
    }
}
