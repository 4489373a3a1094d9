using Deployer.Control;
using Deployer.Kube;
using Deployer.Local;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer;

/// <summary>The tracks run in one place: on Kubernetes, or as processes of this machine.</summary>
internal static class ClusterChoice
{
    /// <summary>
    /// Refuses to start when none is configured, or both. Said at the start and not here, so that a test's own cluster
    /// can stand in.
    /// </summary>
    public static WebApplicationBuilder RequireOneCluster(this WebApplicationBuilder builder)
    {
        var kube = builder.Configuration.GetSection(KubeOptions.Section).Exists();
        var local = builder.Configuration.GetSection(LocalOptions.Section).Exists();
        if (kube == local)
        {
            var fault = kube ? Both : Neither;
            builder.Services
                .AddSingleton<ITrackRecords>(_ => throw Refusal(fault))
                .AddSingleton<ITrackWorkloads>(_ => throw Refusal(fault))
                .AddSingleton<ITrackFloors>(_ => throw Refusal(fault))
                .CheckOnStart<ITrackWorkloads>();
        }

        return builder;
    }

    private const string Both = $"{KubeOptions.Section}, {LocalOptions.Section}: both are set; keep one";

    private const string Neither =
        $"{KubeOptions.Section}, {LocalOptions.Section}: neither is set, so there is nowhere to roll a release; " +
        $"set {KubeOptions.Section}:Namespace for Kubernetes, or start the whole system with 'dotnet run --project AppHost'";

    private static OptionsValidationException Refusal(string fault) => new(KubeOptions.Section, typeof(KubeOptions), [fault]);
}
