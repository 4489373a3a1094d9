using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitor.Scraping;

namespace Tests.Scraping;

public sealed class ScrapingExtensionsTests
{
    /// <summary>A meter by target would have no end where instances come and go.</summary>
    [Fact]
    public async Task ScrapeClient_OfTheMonitor_IsHeardOfByNoMeterAndNoSpan()
    {
        await using var instance = await FakeInstance.StartAsync();
        var port = instance.Target.Address.Port;
        var heard = new List<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "System.Net.Http")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        meters.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Hear(activity.OperationName, [.. activity.TagObjects]),
        };
        ActivitySource.AddActivityListener(spans);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddScraping();
        using var host = builder.Build();

        using (var body = await host.Services.GetRequiredService<ScrapeClient>().GetAsync(instance.Target.Address, CancellationToken.None))
        {
            body.Text.ToString().Should().Contain("slipway_cpu_utilization_ratio");
        }

        heard.Should().BeEmpty();
        using var other = new HttpClient();
        await other.GetStringAsync(instance.Target.Address);
        heard.Should().Contain("http.client.request.duration", "any other client is heard of");

        void Hear(string name, KeyValuePair<string, object?>[] tags)
        {
            lock (heard)
            {
                if (tags.Any(tag => tag.Key == "server.port" && Equals(tag.Value, port)))
                {
                    heard.Add(name);
                }
            }
        }
    }
}
