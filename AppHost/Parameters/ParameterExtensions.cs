using Microsoft.Extensions.Hosting;

namespace AppHost.Parameters;

internal static class ParameterExtensions
{
    /// <summary>A secret that is made up and kept for a developer; anywhere else it has to be given.</summary>
    public static IResourceBuilder<ParameterResource> AddDeveloperSecret(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode && builder.Environment.IsDevelopment()
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, secret: true);

    /// <summary>
    /// A value that configuration can change when running. The manifest offers <paramref name="value"/> as the default
    /// whatever the configuration of the machine that writes it. (Aspire alone takes a fixed value as fixed.)
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameterWithDefault(
        this IDistributedApplicationBuilder builder, string name, string value)
    {
        var configured = builder.ExecutionContext.IsRunMode ? builder.Configuration[$"Parameters:{name}"] : null;
        return builder.AddParameter(name, configured ?? value, publishValueAsDefault: true);
    }
}
