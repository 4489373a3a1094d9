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

    private string ApplicationVersion()
    {
        // Under a test host the entry assembly is the test runner, so the application is looked for by its name first.
        var application = AppDomain.CurrentDomain.GetAssemblies()
            .FirstOrDefault(assembly => assembly.GetName().Name == environment.ApplicationName);
        return (application ?? Assembly.GetEntryAssembly())
            ?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "";
    }

    private static string Or(string value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;
}
