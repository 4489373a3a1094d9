using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Monitor.Scraping;
using Monitor.Tracks;
using ServiceDefaults.Access;
using ServiceDefaults.Settings;
using Tests.Fakes;
using Tests.Hosting;
using Tests.Properties;
using Tests.Scraping;

namespace Tests.TrackReports;

/// <summary>The watch as the Monitor has it, against a real server that answers as the Deployer does.</summary>
public sealed class TrackWatchTests : IAsyncLifetime, IDisposable
{
    private const string Tracks = """
        [{
          "service": "api", "track": "canary", "follows": "api:canary", "image": "api:canary@sha256:ab", "wanted": 2, "ready": 1, "share": 0.25,
          "promotable": true,
          "rollout": {
            "id": "r1", "service": "api", "track": "canary", "requests": ["q"], "source": "hand", "image": "api:canary", "digest": "sha256:ab",
            "phase": "Progressing", "progress": { "wanted": 2, "updated": 1, "available": 1 }, "requestedAt": "2026-11-25T14:00:00Z",
            "seconds": 2.5, "message": "1 of 2"
          },
          "instances": [{ "name": "api-1", "image": "api:canary@sha256:ab", "state": "Running", "ready": true, "restarts": 3,
                          "startedAt": "2026-11-25T14:00:00Z" }]
        }]
        """;

    private readonly LogLines _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 14, 0, 5, TimeSpan.Zero));
    private readonly List<string> _tokens = [];
    private FakeInstance _deployer = null!;

    public async Task InitializeAsync()
    {
        _deployer = await FakeInstance.StartAsync();
        Answer(200, Tracks);
    }

    public async Task DisposeAsync() => await _deployer.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task RefreshAsync_TheDeployersAnswer_IsReportedWithItsSamples()
    {
        using var host = Build(("Token", "a-viewer"));
        var watch = Watch(host);
        watch.IsKnown.Should().BeFalse("it has not looked yet");

        await watch.RefreshAsync(CancellationToken.None);

        watch.IsKnown.Should().BeTrue();
        watch.Current.Find("api", "canary")!.IsRolling.Should().BeTrue();
        watch.Current.Rolling(TimeSpan.Zero, _time.GetUtcNow()).Should().Equal("api/canary");
        var instance = watch.Reported.Single();
        instance.Labels.ToString().Should().Be("{service=\"api\", track=\"canary\"}");
        instance.Now("slipway_instance_restarts").Should().Be(3);
        _tokens.Should().Equal("Bearer a-viewer");
        _log.All.Should().NotContain(line => line.Contains("a-viewer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefreshAsync_AgainAndAgain_KeepsSamplesOfATrackAndDropsOneThatIsGone()
    {
        using var host = Build(("Token", "a-viewer"));
        var watch = Watch(host);
        await watch.RefreshAsync(CancellationToken.None);
        var before = watch.Reported.Single();

        _time.Advance(TimeSpan.FromSeconds(3));
        Answer(200, Tracks.Replace("\"restarts\": 3", "\"restarts\": 4", StringComparison.Ordinal));
        await watch.RefreshAsync(CancellationToken.None);

        watch.Reported.Single().Should().BeSameAs(before);
        before.Since("slipway_instance_restarts", DateTimeOffset.MinValue).Single().Samples.Select(sample => sample.Value).Should().Equal(3, 4);
        Answer(200, "[]");
        await watch.RefreshAsync(CancellationToken.None);
        (watch.Reported.Count, watch.Current.Tracks.Count, watch.IsKnown).Should().Be((0, 0, true));
    }

    [Theory]
    [InlineData(401, "", "401")]
    [InlineData(503, "away", "503")]
    [InlineData(200, "no json", "the answer is no list of tracks")]
    [InlineData(200, "null", "the answer is no list of tracks")]
    [InlineData(200, "{}", "the answer is no list of tracks")]
    [InlineData(200, "[null]", "the answer is no list of tracks")]
    [InlineData(200, """[{"service":"api"}]""", "the answer is no list of tracks")]
    [InlineData(200, """[{"service":"api","track":"canary","rollout":{}}]""", "the answer is no list of tracks")]
    [InlineData(200, """[{"service":"api","track":"canary","instances":[{}]}]""", "the answer is no list of tracks")]
    public async Task RefreshAsync_NoSuchAnswer_KeepsTheLastKnownAndSaysSoOnce(int status, string answer, string reason)
    {
        using var host = Build(("Token", "a-viewer"));
        var watch = Watch(host);
        await watch.RefreshAsync(CancellationToken.None);

        Answer(status, answer);
        await watch.RefreshAsync(CancellationToken.None);
        await watch.RefreshAsync(CancellationToken.None);

        watch.IsKnown.Should().BeFalse("no track counts as gone while nobody knows");
        watch.Current.Find("api", "canary").Should().NotBeNull();
        watch.Current.Rolling(TimeSpan.Zero, _time.GetUtcNow().AddSeconds(59)).Should().NotBeEmpty();
        watch.Current.Rolling(TimeSpan.Zero, _time.GetUtcNow().AddSeconds(60)).Should().BeEmpty("muting would have no end");
        _log.All.Where(line => line.Contains("the last known stay", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain(reason).And.NotContain("a-viewer");
        Answer(200, Tracks);
        await watch.RefreshAsync(CancellationToken.None);
        watch.IsKnown.Should().BeTrue();
    }

    [Fact]
    public async Task RefreshAsync_AnswerThatIsTooLong_IsNotTaken()
    {
        using var host = Build(("Token", "a-viewer"));
        _deployer.Answer = async context =>
        {
            context.Response.ContentType = "application/json";
            var blanks = new string(' ', 1024 * 1024);
            for (var megabyte = 0; megabyte < 17 && !context.RequestAborted.IsCancellationRequested; megabyte++)
            {
                await context.Response.WriteAsync(blanks);
            }

            await context.Response.WriteAsync(Tracks);
        };

        await Watch(host).RefreshAsync(CancellationToken.None);

        Watch(host).IsKnown.Should().BeFalse();
    }

    [Fact]
    public async Task RefreshAsync_TokenInAFile_FollowsTheFile()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        using var host = Build(("TokenFile", file));
        var watch = Watch(host);

        await watch.RefreshAsync(CancellationToken.None);
        (watch.IsKnown, _tokens.Count).Should().Be((false, 0));
        await File.WriteAllTextAsync(file, "one\n");
        await watch.RefreshAsync(CancellationToken.None);
        await File.WriteAllTextAsync(file, "two\n");
        await watch.RefreshAsync(CancellationToken.None);

        watch.IsKnown.Should().BeTrue();
        _tokens.Should().Equal("Bearer one", "Bearer two");
    }

    [Fact]
    public async Task RefreshAsync_TokenThatIsNone_IsNotRepeatedInTheLog()
    {
        using var host = Build(("Token", "a-viewer\nof-two-lines"));

        await Watch(host).RefreshAsync(CancellationToken.None);

        Watch(host).IsKnown.Should().BeFalse();
        _log.All.Should().Contain(line => line.Contains("the last known stay", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("of-two-lines", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_NoToken_AsksNobodyAndHoldsNothingUp()
    {
        using var host = Build();

        await host.StartAsync();
        await Eventually.TrueAsync(
            () => _log.All.Any(line => line.Contains("Tracks:Token and Tracks:TokenFile are not given", StringComparison.Ordinal)));
        await host.StopAsync();

        (Watch(host).IsKnown, _tokens.Count).Should().Be((true, 0));
    }

    [Fact]
    public async Task ExecuteAsync_WithToken_LooksAtEveryInterval()
    {
        using var host = Build(("Token", "a-viewer"), ("Interval", "00:00:10"));
        await host.StartAsync();
        Watch(host).IsKnown.Should().BeTrue("whoever starts after it is to know what is rolled");

        Answer(200, "[]");
        await Eventually.TrueAsync(() =>
        {
            // Again, for the loop may not wait yet.
            _time.Advance(TimeSpan.FromSeconds(10));
            return Watch(host).Current.Tracks.Count == 0;
        });
        await host.StopAsync();
    }

    [Fact]
    public void Settings_TokenTwice_IsAFaultThatShowsNeither()
    {
        using var host = Build(("Token", "a-viewer"), ("TokenFile", "/run/token"));

        var act = () => Watch(host).IsKnown;

        act.Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>()
            .Which.Message.Should().Contain("either Token or TokenFile").And.NotContain("a-viewer");
    }

    /// <summary>Whatever stands in the answer, the loop goes on.</summary>
    [Fact]
    public void RefreshAsync_MutatedAnswers_NeverThrow()
    {
        using var host = Build(("Token", "a-viewer"));
        var watch = Watch(host);
        Gen.Select(Gen.Int[0, Tracks.Length - 1], Gen.Char[' ', '~']).Array[1, 4].SampleSeeded(
            changes =>
            {
                var text = Tracks.ToCharArray();
                Array.ForEach(changes, change => text[change.Item1] = change.Item2);
                Answer(200, new string(text));
                watch.RefreshAsync(CancellationToken.None).GetAwaiter().GetResult();
            },
            cases: 300);
    }

    private static TrackWatch Watch(IHost host) => host.Services.GetRequiredService<TrackWatch>();

    private void Answer(int status, string text) => _deployer.Answer = async context =>
    {
        lock (_tokens)
        {
            _tokens.Add(context.Request.Headers.Authorization.ToString());
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text);
    };

    private IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        builder.Configuration["Tracks:Address"] = $"http://{_deployer.HostAndPort}/api/tracks";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[$"Tracks:{key}"] = value;
        }

        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton(new OwnToken(null));
        builder.AddSettings<ScrapeOptions>(ScrapeOptions.Section);
        builder.AddTracks();
        return builder.Build();
    }
}
