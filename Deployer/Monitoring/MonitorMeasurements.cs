using System.Globalization;
using System.Text.Json;
using Deployer.Analysis;
using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;
using ServiceDefaults.Asking;

namespace Deployer.Monitoring;

/// <summary>Asks the Monitor, which scrapes every instance anyway.</summary>
internal sealed class MonitorMeasurements(
    IHttpClientFactory clients, IOptions<MonitorOptions> options, OwnToken own, TimeProvider time)
    : IMeasurements
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    public TimeSpan? LongestWindow => options.Value.LongestWindow;

    public async Task<Measurement> MeasureAsync(
        TrackKey candidate, Release release, TrackKey? baseline, TimeSpan window, CancellationToken cancellationToken)
    {
        var length = window < ShortestWindow ? ShortestWindow : window;
        try
        {
            // Both at once: they are to be of the same time.
            var measured = AskAsync(candidate, release.Digest.ToString(), length, cancellationToken);
            var beside = baseline is { } other ? AskAsync(other, null, length, cancellationToken) : Task.FromResult<TrackMeasurement?>(null);
            return new Measurement(time.GetUtcNow(), length, await measured, await beside, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException or UnauthorizedAccessException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = exception is OperationCanceledException
                ? $"no answer within {options.Value.Timeout.TotalSeconds:0.#} s"
                : exception.Message;
            return new Measurement(time.GetUtcNow(), length, null, null, $"the Monitor at {options.Value.Address} cannot be asked: {reason}");
        }
    }

    private async Task<TrackMeasurement?> AskAsync(
        TrackKey track, string? digest, TimeSpan window, CancellationToken cancellationToken)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"service={Uri.EscapeDataString(track.Service)}&track={Uri.EscapeDataString(track.Track)}&window={window.TotalMilliseconds:0}ms");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(options.Value.Address!, $"/api/measurements?{query}{(digest is null ? "" : $"&digest={Uri.EscapeDataString(digest)}")}"));
        await request.AuthorizeAsync(options.Value.TokenFile, options.Value.Token ?? own.Value, cancellationToken);
        using var http = clients.CreateClient(nameof(MonitorMeasurements));
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"it answered {(int)response.StatusCode}");
        }

        return await response.Content.ReadFromJsonAsync(MonitorJson.Default.MonitorAnswer, cancellationToken) is { } answer
            ? Read(answer)
            : null;
    }

    private static TrackMeasurement Read(MonitorAnswer answer) => new(
        answer.Instances,
        answer.Requests,
        answer.ServerErrors,
        answer.Latency.Counts.Count == answer.Latency.Bounds.Count + 1
            ? new LatencyHistogram([.. answer.Latency.Bounds, double.PositiveInfinity], [.. answer.Latency.Counts])
            : LatencyHistogram.Empty,
        answer.CpuUtilization,
        answer.MemoryAvailableBytes,
        answer.Restarts,
        answer.Silent is { Count: > 0 } silent ? [.. silent] : null);
}
