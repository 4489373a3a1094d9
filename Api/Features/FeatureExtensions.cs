using Microsoft.Extensions.Configuration.Memory;

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
    /// Flags from Redis; what no other source defines is as the defaults here have it.
    /// </summary>
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.AddFlags();
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
