using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Tracks;
using ServiceDefaults.Asking;
using ServiceDefaults.Settings;

namespace Monitor.Tracks;

internal static class TracksExtensions
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddTracks(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<TracksOptions>(TracksOptions.Section);
        builder.Services.AddAskingClient(nameof(TrackWatch), MaxAnswerBytes, Timeout);
        builder.Services.AddSingleton<TrackWatch>()
            .AddSingleton<ITrackReports>(services => services.GetRequiredService<TrackWatch>())
            .AddSingleton<ISampleSource>(services => services.GetRequiredService<TrackWatch>())
            .AddHostedService(services => services.GetRequiredService<TrackWatch>());
    }
}
