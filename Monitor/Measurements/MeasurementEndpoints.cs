using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Monitor.Rules;
using Monitor.Scraping;
using ServiceDefaults.Access;
using ServiceDefaults.Settings;

namespace Monitor.Measurements;

/// <summary>What a track did lately, from the samples of its instances.</summary>
internal static class MeasurementEndpoints
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    public static void AddMeasurements(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<MeasurementOptions>(MeasurementOptions.Section);
        builder.Services.AddSingleton<Measurer>();
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, MeasurementJson.Default));
    }

    public static void MapMeasurements(this WebApplication app) => app
        .MapGet("/api/measurements", GetAsync)
        .WithName("measurements")
        .WithSummary("Measures what the instances of a track did in the last seconds")
        .RequireViewer();

    internal static async Task<Results<Ok<TrackMeasurement>, ValidationProblem>> GetAsync(
        Measurer measurer,
        IOptions<ScrapeOptions> scraping,
        CancellationToken cancellationToken,
        string? service = null,
        string? track = null,
        string? digest = null,
        string? window = "60s")
    {
        var faults = Faults(service, track, window, scraping.Value.Window, out var length);
        return faults.Count > 0
            ? TypedResults.ValidationProblem(faults)
            : TypedResults.Ok(await measurer.MeasureAsync(
                new MeasurementQuery(service!, track!, string.IsNullOrEmpty(digest) ? null : digest, length), cancellationToken));
    }

    private static Dictionary<string, string[]> Faults(
        string? service, string? track, string? window, TimeSpan longest, out TimeSpan length)
    {
        var faults = new Dictionary<string, string[]>();
        if (string.IsNullOrEmpty(service))
        {
            faults["service"] = ["It is missing; 'api' would name one."];
        }

        if (string.IsNullOrEmpty(track))
        {
            faults["track"] = ["It is missing; 'canary' would name one."];
        }

        if (!DurationText.TryParse(window ?? "", out length) || length < ShortestWindow || length > longest)
        {
            faults["window"] = [$"'{window}' is no length of time from 1s to {longest.TotalSeconds:0}s; '60s' would be one."];
        }

        return faults;
    }
}
