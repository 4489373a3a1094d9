using Deployer.Control;
using Deployer.Kube.Autoscaling;
using Deployer.Kube.Events;
using Deployer.Kube.Leadership;
using Deployer.Kube.Pods;
using Deployer.Kube.Records;
using Deployer.Kube.Watching;
using Deployer.Kube.Workloads;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Kube;

internal static class KubeServices
{
    /// <summary>Runs the tracks on Kubernetes, if configuration section <c>Kube</c> says so.</summary>
    public static WebApplicationBuilder AddKube(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(KubeOptions.Section).Exists())
        {
            builder.Services.AddKubeCluster(builder.Configuration).AddHostedService<KubeStart>();
        }

        return builder;
    }

    /// <summary>The cluster alone. Needs a <see cref="ReleaseCatalog"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddKubeCluster(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(provider => Options.Create(
            KubeOptionsReader.Read(configuration, provider.GetRequiredService<ReleaseCatalog>())))
        .CheckOnStart<IOptions<KubeOptions>>()
        .AddSingleton(provider => KubeConnection.Open(provider.GetRequiredService<IOptions<KubeOptions>>().Value))
        .AddSingleton<KubeView>()
        .AddSingleton<LogTails>()
        .AddSingleton<FaultReports>()
        .AddSingleton<ITrackRecords, KubeTrackRecords>()
        .AddSingleton<KubeCluster>()
        .AddSingleton<ITrackWorkloads>(provider => provider.GetRequiredService<KubeCluster>())
        .AddSingleton<WorkloadEvents>()
        .AddSingleton<IRolloutEvents>(provider => provider.GetRequiredService<WorkloadEvents>())
        .AddHostedService(provider => provider.GetRequiredService<WorkloadEvents>())
        .AddSingleton<ITrackFloors, KubeFloors>()
        .AddSingleton<ILeadership, LeaseLeadership>();
}
