using Deployer.Control;
using Deployer.Local.Images;
using Deployer.Local.Instances;
using Deployer.Local.Probes;
using Deployer.Local.Processes;
using Deployer.Local.Records;
using Deployer.Local.Scaling;
using Deployer.Local.Session;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Local;

internal static class LocalServices
{
    /// <summary>Runs the tracks as processes of this machine, if configuration section <c>Local</c> says so.</summary>
    public static WebApplicationBuilder AddLocal(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(LocalOptions.Section).Exists())
        {
            builder.Services.AddLocalCluster(builder.Configuration)
                .AddSingleton(Images)
                .AddSingleton<ILocalImages>(provider => provider.GetRequiredService<LocalImageStore>())
                .AddSingleton<IImageRegistry, LocalImageRegistry>()
                .AddSingleton<ImagePush>()
                .AddHostedService<Announcement>()
                .AddHostedService<SessionStart>();
        }

        return builder;
    }

    /// <summary>The cluster alone. Needs an <see cref="ILocalImages"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddLocalCluster(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(_ => Options.Create(LocalOptionsReader.Read(configuration)))
            .CheckOnStart<IOptions<LocalOptions>>()
            .AddSingleton(provider =>
                new ClusterFolder(provider.GetRequiredService<IOptions<LocalOptions>>().Value.StateFolder))
            .AddSingleton<ClusterLock>()
            .AddSingleton<IProber, HttpProber>()
            .AddSingleton(ProcessHost)
            .AddSingleton<LoopbackPorts>()
            .AddSingleton(Node)
            .AddSingleton<ITrackRecords, LocalTrackRecords>()
            .AddSingleton<LocalCluster>()
            .AddSingleton<ITrackWorkloads>(provider => provider.GetRequiredService<LocalCluster>())
            .AddSingleton<ITrackFloors>(provider => provider.GetRequiredService<LocalCluster>())
            .AddHostedService(provider => provider.GetRequiredService<LocalCluster>())
            .AddHostedService<ScalingWorker>();

    private static LocalImageStore Images(IServiceProvider provider) => new(
        Path.Combine(provider.GetRequiredService<IOptions<LocalOptions>>().Value.StateFolder, LocalImageStore.Folder),
        provider.GetRequiredService<TimeProvider>());

    private static IProcessHost ProcessHost(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return OperatingSystem.IsWindows() ? new WindowsProcessHost(time) : new UnixProcessHost(time);
    }

    private static Node Node(IServiceProvider provider) => new(
        provider.GetRequiredService<ILocalImages>(),
        provider.GetRequiredService<IProcessHost>(),
        provider.GetRequiredService<IProber>(),
        provider.GetRequiredService<LoopbackPorts>(),
        provider.GetRequiredService<ClusterFolder>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LocalCluster>>());
}
