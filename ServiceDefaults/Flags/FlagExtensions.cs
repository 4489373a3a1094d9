using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags;
using ServiceDefaults.Flags.Evaluation;
using ServiceDefaults.Flags.Filters;
using ServiceDefaults.Flags.Following;
using ServiceDefaults.Flags.Local;
using ServiceDefaults.Flags.Storage;
using ServiceDefaults.Flags.Usage;
using ServiceDefaults.Settings;

// Beside the other defaults, so that no service needs a using for it.
namespace Microsoft.Extensions.Hosting;

/// <summary>Feature flags in Redis, as Microsoft.FeatureManagement has them.</summary>
public static class FlagExtensions
{
    /// <summary>
    /// Registers <see cref="IFeatureManager"/>, <see cref="IVariantFeatureManager"/> and their snapshots over the flags in
    /// Redis, which are followed; for flags that Redis does not define the local file and the section
    /// <c>feature_management</c> hold. Needs the Redis client. More filters are added to what it returns.
    /// </summary>
    public static IFeatureManagementBuilder AddFlags(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<FlagOptions>(FlagOptions.Section);
        AddFile(builder);
        builder.Services.AddSingleton<FlagTallies>()
            .AddSingleton<FlagMetrics>()
            .AddSingleton<ConstantFolding>()
            .AddSingleton<FlagBoard>()
            .AddSingleton<FlagCache>()
            .AddSingleton<FlagReading>()
            .AddSingleton<FlagStore>()
            .AddHostedService<LocalFlags>()
            .AddHostedService<FlagFollower>()
            .AddSingleton<UsageReport>()
            .AddHostedService<UsageReporter>();
        builder.Services.AddHealthChecks().AddCheck<FlagHealthCheck>("flags", tags: ["ready"]);
        return AddEvaluation(builder.Services);
    }

    private static void AddFile(IHostApplicationBuilder builder)
    {
        if (builder.Configuration[$"{FlagOptions.Section}:{nameof(FlagOptions.File)}"] is { Length: > 0 } path)
        {
            var file = new FlagFile(Path.GetFullPath(path));
            ((IConfigurationBuilder)builder.Configuration).Sources.Add(file);
            builder.Services.AddSingleton(file);
            builder.Services.AddHostedService<FlagFileWatcher>();
        }
    }

    private static IFeatureManagementBuilder AddEvaluation(IServiceCollection services)
    {
        // Before the package's own, which then stay away.
        services.AddSingleton<FlagDefinitions>()
            .AddSingleton<IFeatureDefinitionProvider>(provider => provider.GetRequiredService<FlagDefinitions>())
            .AddSingleton<FlagManager>()
            .AddSingleton<IFeatureManager>(provider => provider.GetRequiredService<FlagManager>())
            .AddSingleton<IVariantFeatureManager>(provider => provider.GetRequiredService<FlagManager>())
            .AddScoped<FlagManagerSnapshot>()
            .AddScoped<IFeatureManagerSnapshot>(provider => provider.GetRequiredService<FlagManagerSnapshot>())
            .AddScoped<IVariantFeatureManagerSnapshot>(provider => provider.GetRequiredService<FlagManagerSnapshot>())
            // A definition may come from a newer build, with a filter that this one lacks: that is no fault of a request.
            .Configure<FeatureManagementOptions>(options => options.IgnoreMissingFeatureFilters = true)
            .AddHttpContextAccessor();
        var features = services.AddFeatureManagement().WithTargeting<RequestContext>();
        foreach (var dice in services.Where(service =>
            service.ImplementationType == typeof(FeatureManagement.FeatureFilters.PercentageFilter)).ToList())
        {
            services.Remove(dice);
        }

        return features
            .AddFeatureFilter<PercentageFilter>()
            .AddFeatureFilter<ContextualPercentageFilter>()
            .AddFeatureFilter<TrackFilter>()
            .AddFeatureFilter<KillFilter>();
    }
}
