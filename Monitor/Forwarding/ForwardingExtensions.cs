using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using ServiceDefaults.Asking;
using ServiceDefaults.Settings;

namespace Monitor.Forwarding;

internal static class ForwardingExtensions
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>Forwards where an Alertmanager is named.</summary>
    public static void AddForwarding(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ForwardingOptions>(ForwardingOptions.Section);
        if (!builder.Configuration.GetSection($"{ForwardingOptions.Section}:{nameof(ForwardingOptions.Alertmanagers)}").GetChildren().Any())
        {
            return;
        }

        builder.Services
            .AddAskingClient(
                nameof(AlertmanagerClient), MaxAnswerBytes, services => services.GetRequiredService<IOptions<ForwardingOptions>>().Value.Timeout)
            // A token is for who was named, and nobody that it sends us to.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        builder.Services.AddSingleton<AlertmanagerClient>()
            .AddSingleton<ForwardingMetrics>()
            .AddSingleton(services =>
            {
                var lanes = ActivatorUtilities.CreateInstance<ForwardLanes>(services);
                services.GetRequiredService<ForwardingMetrics>().Watch(lanes);
                return lanes;
            })
            .AddSingleton<ForwardReport>()
            .AddSingleton<ISampleSource>(services => services.GetRequiredService<ForwardReport>())
            .AddHostedService(services => services.GetRequiredService<ForwardReport>())
            .AddHostedService<ForwardWorker>();
    }
}
