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
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        builder.Services.AddSingleton<INotifier, SlackNotifier>();
    }
}
