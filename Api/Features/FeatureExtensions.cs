using Microsoft.Extensions.Configuration.Memory;
using Microsoft.FeatureManagement;

namespace Api.Features;

internal static class FeatureExtensions
{
    /// <summary>What holds where no other configuration names a flag.</summary>
    private static readonly KeyValuePair<string, string?>[] Defaults =
    [
        new("feature_management:feature_flags:0:id", "set"),
        new("feature_management:feature_flags:0:enabled", "true"),
    ];

    /// <summary>
    /// Flags by Microsoft's schema (section <c>feature_management</c>). A file named by <c>Features:File</c> is
    /// followed while the process runs, so that a flag is toggled without a restart, in every instance that sees the
    /// file.
    /// </summary>
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (builder.Configuration["Features:File"] is { Length: > 0 } path)
        {
            var file = new FeaturesFile(Path.GetFullPath(path));
            builder.Configuration.Sources.Add(file);
            builder.Services.AddSingleton(file);
            builder.Services.AddHostedService<FeaturesFileWatcher>();
        }

        // By id, not by place in the list: the file need not know which flags stand before its own elsewhere.
        builder.Services.Configure<ConfigurationFeatureDefinitionProviderOptions>(
            options => options.CustomConfigurationMergingEnabled = true);
        builder.Services.AddFeatureManagement();
    }

    public static void UseFeatureGates(this WebApplication app)
    {
        // Named here, so that the gate knows which endpoint it stands before.
        app.UseRouting();
        app.UseMiddleware<FeatureGateMiddleware>();
    }

    /// <summary>While the flag is off the endpoint is not there: 404, whatever the request holds.</summary>
    public static TBuilder RequireFeature<TBuilder>(this TBuilder endpoint, string flag)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FeatureGate(flag));
}
