using System.Text.RegularExpressions;
using AppHost.Generation.Planning;

namespace AppHost.Generation;

/// <summary>What the options must be, alone and together.</summary>
internal static partial class OptionRules
{
    public static IEnumerable<string> Check(GenerationOptions options)
    {
        foreach (var (name, value) in new[] { ("--namespace", options.Namespace), ("--name", options.Application) })
        {
            if (value is not null && !KubeNames.IsValid(value))
            {
                yield return $"{name} '{value}': must be lower-case letters, digits and hyphens, a letter first, at most {KubeNames.MaxLength}.";
            }
        }

        foreach (var fault in new[] { CheckTag(options.Tag), CheckRegistry(options.Registry) }.OfType<string>())
        {
            yield return fault;
        }

        if (!SizePattern().IsMatch(options.VolumeSize))
        {
            yield return $"--volume-size '{options.VolumeSize}': must be a quantity such as 1Gi.";
        }

        foreach (var host in options.Hosts.Values.Append(options.Domain).OfType<string>().Where(host => !HostPattern().IsMatch(host)))
        {
            yield return $"'{host}' is no host name such as api.example.com.";
        }

        if (options.Exposure == Exposure.Gateway && string.IsNullOrWhiteSpace(options.Gateway))
        {
            yield return "--expose gateway needs --gateway [NAMESPACE/]NAME.";
        }

        if (options.Secrets == SecretSource.External && string.IsNullOrWhiteSpace(options.SecretStore))
        {
            yield return "--secrets external needs --secret-store NAME.";
        }
    }

    public static IEnumerable<string> CheckOverlay(string? name, OutputFormat format)
    {
        if (name is not null && format == OutputFormat.Helm)
        {
            yield return "--overlay: is kustomize's; a chart is adjusted by its values.";
        }

        // It becomes a folder's.
        if (name is not null && !KubeNames.IsValid(name))
        {
            yield return $"--overlay '{name}': must be lower-case letters, digits and hyphens, a letter first.";
        }
    }

    public static string? CheckTag(string tag) => TagPattern().IsMatch(tag) && tag != "latest" ? null
        : $"--tag '{tag}': must be a tag such as stable or 1.4.2, and not 'latest', which says nothing.";

    public static string? CheckRegistry(string? registry) => registry is null || RegistryPattern().IsMatch(registry.TrimEnd('/')) ? null
        : $"--registry '{registry}': must be a host and, if any, a folder, such as ghcr.io/team; lower-case, without https://.";

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9._-]+)*\z")]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"^[1-9][0-9]*(?:Ki|Mi|Gi|Ti)\z")]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex HostPattern();
}
