using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// <c>slipway_build_info{service, track, version, image, digest, instance} 1</c>: joins any other metric of the
/// instance to what it runs.
/// </summary>
internal sealed class BuildInfoMetric(IMeterFactory meters, IOptions<InstanceOptions> instance) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var build = new Measurement<int>(1, Tags(instance.Value));
        meters.Create(Names.Meter).CreateObservableGauge(
            "slipway.build.info", () => build, unit: null, "The build this instance runs.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static KeyValuePair<string, object?>[] Tags(InstanceOptions instance) =>
    [
        new("service", instance.Service),
        new("track", instance.Track),
        new("version", instance.Version),
        new("image", instance.Image),
        new("digest", instance.Digest),
        new("instance", instance.Name),
    ];
}
