using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Instances;

/// <summary>Fills in what nobody told a process that was started by hand.</summary>
internal sealed class InstanceDefaults(IHostEnvironment environment) : IPostConfigureOptions<InstanceOptions>
{
    public void PostConfigure(string? name, InstanceOptions options)
    {
        options.Service = Or(options.Service, environment.ApplicationName.ToLowerInvariant());
        options.Name = Or(options.Name, $"{Environment.MachineName}-{Environment.ProcessId}".ToLowerInvariant());
        options.Version = Or(options.Version, ApplicationVersion());
    }

    private string ApplicationVersion() => Application()
        ?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>By its name, for under a test host the entry assembly is the test runner.</summary>
    private Assembly? Application()
    {
        try
        {
            return Assembly.Load(new AssemblyName(environment.ApplicationName));
        }
        catch (IOException)
        {
            // The name may be any; it need not be an assembly's.
            return Assembly.GetEntryAssembly();
        }
    }

    private static string Or(string value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;
}
