using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using ServiceDefaults.Settings;

namespace Monitor.Alerting;

internal static class AlertingExtensions
{
    public static void AddAlerting(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<AlertingOptions>(AlertingOptions.Section);
        builder.Services
            .AddSingleton<AlertingPlanSource>()
            .CheckOnStart<AlertingPlanSource>()
            .AddSingleton<AlertingBoard>()
            .AddSingleton<AlertingMetrics>()
            .AddSingleton<Outbox>()
            .AddSingleton<SelfReport>()
            .AddSingleton<ISampleSource>(services => services.GetRequiredService<SelfReport>())
            .AddSingleton<StateReader>()
            .AddSingleton<Lead>()
            .AddSingleton<Submissions>()
            .AddSingleton<Evaluator>()
            .AddSingleton<Teller>()
            .AddSingleton<AlertingPass>()
            .AddSingleton<AlertingWriter>()
            .AddSingleton<OutboxDelivery>()
            .AddSingleton<OutboxWorker>()
            .AddHostedService<PlanReload>()
            .AddHostedService(services => services.GetRequiredService<OutboxWorker>())
            .AddHostedService<AlertingWorker>();
        builder.Services.AddHealthChecks().AddCheck<AlertingHealthCheck>("alerting", tags: ["ready"]);
    }
}
