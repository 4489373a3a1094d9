using System.Globalization;
using Deployer.Rollouts;

namespace Deployer.Prometheus;

/// <summary>What is asked of a track, in PromQL.</summary>
internal sealed class TrackQuery(TrackKey track, string? digest, TimeSpan window, PrometheusOptions options)
{
    private readonly string _window = string.Create(CultureInfo.InvariantCulture, $"{window.TotalMilliseconds:0}ms");

    public string Requests => $"sum({Rise($"{options.Histogram}_count")})";

    public string ServerErrors => $"sum({Rise($"{options.Histogram}_count", $",{options.StatusLabel}=~\"5..\"")})";

    public string Buckets => $"sum by (le) ({Rise($"{options.Histogram}_bucket")})";

    public string Instances => $"count(max_over_time({Of("up")}[{_window}]) == 1)";

    public string Cpu => $"avg(avg_over_time({Of("slipway_cpu_utilization_ratio")}[{_window}]))";

    public string Memory => $"min(min_over_time({Of("slipway_memory_available_bytes")}[{_window}]))";

    public string Restarts => $"sum(changes({Of("process_start_time_seconds")}[{_window}]))";

    // A series that was not there when the window began was zero then; increase() would leave its first value out.
    private string Rise(string metric, string also = "")
    {
        var series = Of(metric, also);
        return $"(increase({series}[{_window}]) and {series} offset {_window}) or (last_over_time({series}[{_window}]) unless {series} offset {_window})";
    }

    private string Of(string metric, string also = "") =>
        $"{metric}{{service=\"{Escape(track.Service)}\",track=\"{Escape(track.Track)}\"{(digest is null ? "" : $",digest=\"{Escape(digest)}\"")}{also}}}";

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
