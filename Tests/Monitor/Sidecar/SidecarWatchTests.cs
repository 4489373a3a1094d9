using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.Scraping;
using Monitor.Sidecar;
using ServiceDefaults.Instances;
using ServiceDefaults.Settings;
using Tests.Fakes;
using Tests.Hosting;
using Tests.Tools;

namespace Tests.Sidecar;

/// <summary>The watch as the Monitor has it, on real processes in real cgroups of this machine.</summary>
public sealed class SidecarWatchTests : IDisposable
{
    private const long Limit = 300L << 20;
    private readonly LogLines _log = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _program = $"load-{Guid.NewGuid():N}.py";

    [CgroupFact]
    public async Task Look_ProcessThatBurnsAndEats_IsSeenAgainstItsLimits()
    {
        using var cgroup = new TestCgroup(200, Limit);
        await using var load = cgroup.Start(Script("eaten = b'x' * 230_000_000\nprint('eaten', flush=True)\nwhile True: pass"));
        using var host = Build();
        var watch = host.Services.GetRequiredService<SidecarWatch>();
        await Eventually.TrueAsync(() => load.Lines.Contains("eaten"));

        var beforeFirst = Used(cgroup);
        watch.Look();
        var afterFirst = Used(cgroup);
        watch.Watched.Now("slipway_cpu_utilization_ratio").Should().BeNull("there is nothing to compare with yet");
        await Eventually.TrueAsync(() => cgroup.CpuTime - afterFirst.Cpu > TimeSpan.FromSeconds(0.3));
        var beforeSecond = Used(cgroup);
        watch.Look();
        var afterSecond = Used(cgroup);

        watch.Watched.LastScrape!.Error.Should().BeNull();
        watch.Watched.Labels.ToString().Should().Be("{instance=\"api-1\", service=\"api\", track=\"canary\"}");
        watch.Watched.Now("slipway_cpu_limit_cores").Should().Be(0.2);
        // However little of its 0.2 cores the machine gives it: no less than it used between the looks, no more than around them.
        watch.Watched.Now("slipway_cpu_utilization_ratio").Should().BeInRange(
            Ratio(beforeSecond.Cpu - afterFirst.Cpu, Stopwatch.GetElapsedTime(beforeFirst.At, afterSecond.At)),
            Ratio(afterSecond.Cpu - beforeFirst.Cpu, Stopwatch.GetElapsedTime(afterFirst.At, beforeSecond.At)));
        watch.Watched.Now("slipway_memory_limit_bytes").Should().Be(Limit);
        watch.Watched.Now("slipway_memory_available_bytes").Should().BeInRange(0, 100e6);
        watch.Watched.Now("slipway_instance_restarts").Should().Be(0);
    }

    [CgroupFact]
    public async Task Look_ProcessGoneAndBackInAnotherContainer_IsDownInBetweenAndCountsARestart()
    {
        var script = Script("import time\nprint('here', flush=True)\ntime.sleep(60)");
        using var host = Build();
        var watch = host.Services.GetRequiredService<SidecarWatch>();
        using (var first = new TestCgroup(200, Limit))
        {
            await using var load = first.Start(script);
            await Eventually.TrueAsync(() => load.Lines.Contains("here"));
            watch.Look();
            watch.Watched.Now("up").Should().Be(1);
            watch.Watched.Now("slipway_memory_available_bytes").Should().BeInRange(Limit - 20e6, Limit);
            await load.KillAsync();
            watch.Look();
            (watch.Watched.LastScrape!.IsUp, watch.Watched.Now("slipway_memory_available_bytes")).Should().Be((false, null));
            watch.Watched.LastScrape.Error.Should().StartWith($"there is no process {_program}");
        }

        using var second = new TestCgroup(200, Limit);
        await using var again = second.Start(script);
        await Eventually.TrueAsync(() => again.Lines.Contains("here"));
        watch.Look();

        watch.Watched.Now("up").Should().Be(1);
        watch.Watched.Now("slipway_instance_restarts").Should().Be(1);
        watch.Watched.Now("slipway_cpu_utilization_ratio").Should().BeNull("what the other container used is not counted");
        _log.All.Count(line => line.Contains("was not seen", StringComparison.Ordinal)).Should().Be(1);
    }

    /// <summary>The whole Monitor, by the rules that are built in.</summary>
    [CgroupFact]
    public async Task Monitor_AsSidecar_TellsOfTheOtherContainerAndOfNobodyElse()
    {
        using var cgroup = new TestCgroup(100, Limit);
        await using var load = cgroup.Start(Script("eaten = b'x' * 230_000_000\nwhile True: pass"));
        await using var monitor = new MonitorHost(
            ("Sidecar:Enabled", "true"), ("Sidecar:Process", _program), ("Instance:Name", "api-canary-1"), ("Instance:Service", "api"),
            ("Instance:Track", "canary"), ("Instance:Digest", "sha256:ab"), ("Scrape:Interval", "00:00:01"), ("Scrape:Timeout", "00:00:01"),
            ("Smtp:Folder", _folder.Path));
        using var client = monitor.CreateClient();

        // LowMemory holds for ten seconds before it is told.
        await Eventually.TrueAsync(async () => (await FiringAsync(client)).Contains("LowMemory"), limit: TimeSpan.FromSeconds(90));

        var alert = (await AlertsAsync(client)).Single(alert => Name(alert) == "LowMemory");
        alert.GetProperty("labels").GetProperty("instance").GetString().Should().Be("api-canary-1");
        alert.GetProperty("labels").GetProperty("track").GetString().Should().Be("canary");
        alert.GetProperty("annotations").GetProperty("digest").GetString().Should().Be("sha256:ab");
        (await FiringAsync(client)).Should().NotContain("TargetDown").And.NotContain("DiscoveryFailed");
    }

    [Fact]
    public void Settings_SidecarsThatWouldShareTheirState_AreRefused()
    {
        using var host = Build(("ConnectionStrings:redis", "localhost:6379,password=hidden"));

        var act = () => host.Services.GetRequiredService<IOptions<SidecarOptions>>().Value;

        act.Should().Throw<OptionsValidationException>().WithMessage("*Sidecar:Enabled = 'true' and ConnectionStrings:redis*")
            .Which.Message.Should().NotContain("hidden");
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private static (TimeSpan Cpu, long At) Used(TestCgroup cgroup) => (cgroup.CpuTime, Stopwatch.GetTimestamp());

    private static double Ratio(TimeSpan cpu, TimeSpan elapsed) => Math.Min(1, cpu / elapsed / 0.2);

    private static async Task<JsonElement[]> AlertsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/v2/alerts")).EnumerateArray()];

    private static async Task<string[]> FiringAsync(HttpClient client) => [.. (await AlertsAsync(client)).Select(Name)];

    private static string Name(JsonElement alert) => alert.GetProperty("labels").GetProperty("alertname").GetString()!;

    private string[] Script(string text)
    {
        var path = Path.Combine(_folder.Path, _program);
        File.WriteAllText(path, text);
        return [Tool.Get("python3"), path];
    }

    private IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(_log);
        builder.Configuration["Sidecar:Enabled"] = "true";
        builder.Configuration["Sidecar:Process"] = _program;
        builder.Configuration["Instance:Name"] = "api-1";
        builder.Configuration["Instance:Service"] = "api";
        builder.Configuration["Instance:Track"] = "canary";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<InstanceBoard>();
        builder.AddSettings<ScrapeOptions>(ScrapeOptions.Section);
        builder.AddSettings<InstanceOptions>(InstanceOptions.Section);
        builder.AddSidecar();
        return builder.Build();
    }
}
