using Monitor.Alerting.Outgoing;
using ServiceDefaults.Asking;

namespace Monitor.Slack;

internal static class SlackExtensions
{
    private const int MaxAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static void AddSlack(this IHostApplicationBuilder builder)
    {
        // The outbox tries again, for longer than any handler would.
        builder.Services.AddAskingClient(nameof(SlackNotifier), MaxAnswerBytes, Timeout)
            // The address is a secret: no log and no span may hold it, whatever the settings for those say.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        builder.Services.AddSingleton<INotifier, SlackNotifier>();
    }
}
