using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Tracks;
using ServiceDefaults.Settings;

namespace Monitor.Tracks;

internal static class TracksExtensions
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    public static void AddTracks(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<TracksOptions>(TracksOptions.Section);
#pragma warning disable EXTEXP0001 // The loop asks again itself, and says at once why it could not.
        builder.Services.AddHttpClient(nameof(TrackWatch), client =>
        {
            client.MaxResponseContentBufferSize = MaxAnswerBytes;
            client.Timeout = TimeSpan.FromSeconds(5);
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<TrackWatch>()
            .AddSingleton<ITrackReports>(services => services.GetRequiredService<TrackWatch>())
            .AddSingleton<ISampleSource>(services => services.GetRequiredService<TrackWatch>())
            .AddHostedService(services => services.GetRequiredService<TrackWatch>());
    }
}
