using Monitor.Alerting.Outgoing;

namespace Monitor.Slack;

internal static class SlackExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static void AddSlack(this IHostApplicationBuilder builder)
    {
#pragma warning disable EXTEXP0001 // The outbox tries again, for longer than any handler would.
        builder.Services.AddHttpClient(nameof(SlackNotifier), client => client.Timeout = Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<INotifier, SlackNotifier>();
    }
}
