using System.ComponentModel.DataAnnotations;

namespace Deployer.Prometheus;

/// <summary>
/// A Prometheus server that measures; configuration section <c>Measurements:Prometheus</c>. It scrapes the targets of
/// <c>/sd/targets</c>, whose labels service, track and digest are asked by.
/// </summary>
internal sealed class PrometheusOptions
{
    public const string Section = "Measurements:Prometheus";

    /// <summary>Where it is, such as <c>http://prometheus:9090</c>; nothing is asked when empty.</summary>
    public Uri? Address { get; set; }

    /// <summary>The histogram of how long requests took, in seconds.</summary>
    [Required]
    public string Histogram { get; set; } = "http_server_request_duration_seconds";

    /// <summary>The label of that histogram with the status that was answered.</summary>
    [Required]
    public string StatusLabel { get; set; } = "http_response_status_code";

    /// <summary>How long an answer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
