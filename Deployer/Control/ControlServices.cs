using Deployer.Rollouts;
using ServiceDefaults.Settings;

namespace Deployer.Control;

internal static class ControlServices
{
    public static WebApplicationBuilder AddRollouts(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(services => ReleaseCatalogReader.Read(
                services.GetRequiredService<IConfiguration>(),
                measured: services.GetRequiredService<IMeasurements>() is not NoMeasurements,
                services.GetRequiredService<IMeasurements>().LongestWindow))
            .CheckOnStart<ReleaseCatalog>()
            .AddSingleton<WorkQueue<TrackKey>>()
            .AddSingleton<RolloutTelemetry>()
            .AddSingleton<ILeadership, AlwaysLeader>()
            .AddSingleton<IRolloutEvents, NoRolloutEvents>()
            .AddSingleton<IMeasurements, NoMeasurements>()
            .AddSingleton<Reconciler>()
            .AddSingleton<PhaseChanges>()
            .AddSingleton<TrackHands>()
            .AddSingleton<ShareGuardian>()
            .AddSingleton<ReleaseRequests>()
            .AddSingleton<RolloutQueries>()
            .AddSingleton<TrackQueries>()
            .AddSingleton<RolloutJournal>()
            .AddHostedService(services => services.GetRequiredService<RolloutJournal>())
            .AddSingleton<RepairPoll>()
            .AddHostedService<ReconcileWorker>();
        return builder;
    }
}
