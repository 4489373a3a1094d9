using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// What the log shows unless any other configuration says otherwise. It is in code, not in a file beside the
/// application, so that it holds from whichever folder the process is started.
/// </summary>
internal static class LoggingDefaults
{
    private static readonly KeyValuePair<string, string?>[] Values =
    [
        new("Logging:LogLevel:Default", "Information"),
        new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
        new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),
        new("Logging:LogLevel:System.Net.Http.HttpClient", "Warning"),
        new("Logging:LogLevel:Polly", "Warning"),
        // A failing check is the probe's answer, every second; what made it fail logs itself once.
        new("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None"),
        // What ends the start is said in a line by Service.RunAsync; the host would print it once more, with its stack.
        new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical"),
        new("Logging:LogLevel:Yarp", "Warning"),
        new("Logging:Console:FormatterName", LineFormatter.FormatterName),
    ];

    public static void AddLoggingDefaults(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Values });
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    }
}
