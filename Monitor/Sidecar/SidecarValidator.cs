using Microsoft.Extensions.Options;

namespace Monitor.Sidecar;

/// <summary>What the mode needs of its surroundings.</summary>
internal sealed class SidecarValidator(IConfiguration configuration) : IValidateOptions<SidecarOptions>
{
    private const string Enabled = $"{SidecarOptions.Section}:{nameof(SidecarOptions.Enabled)}";

    public ValidateOptionsResult Validate(string? name, SidecarOptions options)
    {
        var faults = new List<string>();
        if (options.Enabled && !OperatingSystem.IsLinux())
        {
            faults.Add($"{Enabled} = 'true': only Linux has containers that can be looked into.");
        }

        if (options.Enabled && !string.IsNullOrWhiteSpace(configuration["ConnectionStrings:redis"]))
        {
            faults.Add(
                $"{Enabled} = 'true' and ConnectionStrings:redis: Monitors that share their state elect one that alerts, and all other "
                + "sidecars would be silent. Leave the connection out.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
