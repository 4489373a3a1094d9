using System.Text.Json;
using Deployer.Analysis;
using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;

namespace Deployer.Prometheus;

/// <summary>Asks a Prometheus server in PromQL.</summary>
internal sealed class PrometheusMeasurements(
    IHttpClientFactory clients, IOptions<PrometheusOptions> options, TimeProvider time) : IMeasurements
{
    public async Task<Measurement> MeasureAsync(
        TrackKey candidate, Release release, TrackKey? baseline, TimeSpan window, CancellationToken cancellationToken)
    {
        try
        {
            var measured = MeasureAsync(new TrackQuery(candidate, release.Digest.ToString(), window, options.Value), cancellationToken);
            var beside = baseline is { } other
                ? await MeasureAsync(new TrackQuery(other, null, window, options.Value), cancellationToken)
                : null;
            return new Measurement(time.GetUtcNow(), window, await measured, beside, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = exception is OperationCanceledException
                ? $"no answer within {options.Value.Timeout.TotalSeconds:0.#} s"
                : exception.Message;
            return new Measurement(time.GetUtcNow(), window, null, null, $"Prometheus at {options.Value.Address} cannot be asked: {reason}");
        }
    }

    private async Task<TrackMeasurement> MeasureAsync(TrackQuery query, CancellationToken cancellationToken)
    {
        string[] queries = [query.Instances, query.Requests, query.ServerErrors, query.Buckets, query.Cpu, query.Memory, query.Restarts];
        var answers = await Task.WhenAll(queries.Select(one => AskAsync(one, cancellationToken)));
        return new TrackMeasurement(
            (int)(answers[0].Single ?? 0),
            answers[1].Single ?? 0,
            answers[2].Single ?? 0,
            Histogram(answers[3]),
            answers[4].Single,
            answers[5].Single,
            (int)(answers[6].Single ?? 0));
    }

    private async Task<PrometheusAnswer> AskAsync(string query, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(PrometheusMeasurements));
        using var response = await http.GetAsync(
            new Uri(options.Value.Address!, $"/api/v1/query?query={Uri.EscapeDataString(query)}"), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"it answered {(int)response.StatusCode} to {query}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var answer = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return PrometheusAnswer.Read(answer);
    }

    private static LatencyHistogram Histogram(PrometheusAnswer answer)
    {
        var buckets = answer.Values
            .Where(value => value.Le.Length > 0)
            .Select(value => (Bound: PrometheusAnswer.Number(value.Le), value.Value))
            .OrderBy(bucket => bucket.Bound)
            .ToList();
        return new LatencyHistogram([.. buckets.Select(bucket => bucket.Bound)], [.. buckets.Select(bucket => bucket.Value)]);
    }
}
