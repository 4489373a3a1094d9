using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting;
using Monitor.Dispatch;
using Monitor.Forwarding;
using Monitor.Scraping;
using ServiceDefaults.Settings;
using Tests.Fakes;
using Tests.Hosting;
using Tests.Mail;
using Tests.Scraping;

namespace Tests.Forwarding;

/// <summary>What is sent to an Alertmanager, on a real server that answers as it is told.</summary>
public sealed class ForwardLaneTests : IAsyncLifetime, IDisposable
{
    private const string Token = "a-token-of-the-alertmanager";
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private readonly LogLines _log = new();
    private readonly FakeTimeProvider _time = new(Notifications.At);
    private readonly AlertingBoard _board = new();
    private readonly ConcurrentQueue<(string Path, string Token, JsonElement[] Alerts)> _posted = new();
    private FakeInstance _server = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeInstance.StartAsync();
        Answer(200);
        Show(Notifications.Alert("a", null));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task StepAsync_Firing_PostsWhatAlertmanagerTakes()
    {
        using var host = Build(("Token", Token));

        await Lane(host).StepAsync(CancellationToken.None);

        var (path, token, alerts) = _posted.Single();
        (path, token).Should().Be(("/prefix/api/v2/alerts", $"Bearer {Token}"));
        var alert = alerts.Single();
        alert.GetProperty("labels").GetProperty("instance").GetString().Should().Be("a");
        alert.GetProperty("annotations").GetProperty("threshold").GetString().Should().Be("above 70 %");
        alert.GetProperty("startsAt").GetDateTimeOffset().Should().Be(Notifications.At.AddMinutes(-3));
        alert.GetProperty("endsAt").GetDateTimeOffset().Should().Be(Notifications.At.AddMinutes(4), "four times the delay");
        alert.TryGetProperty("generatorURL", out _).Should().BeFalse();
        _log.All.Should().NotContain(line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StepAsync_Ended_PostsItsEnd()
    {
        using var host = Build();
        Show(Notifications.Alert("a", Notifications.At.AddSeconds(-5)));

        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Single().Alerts.Single().GetProperty("endsAt").GetDateTimeOffset().Should().Be(Notifications.At.AddSeconds(-5));
    }

    [Fact]
    public async Task StepAsync_Many_PostsThemInBatches()
    {
        using var host = Build();
        Show([.. Enumerable.Range(0, 150).Select(number => Notifications.Alert($"a{number}", null))]);

        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Select(request => request.Alerts.Length).Should().Equal(64, 64, 22);
        Lane(host).Waiting.Should().Be(0);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task StepAsync_AwayForNow_WaitsLongerEachTimeAndThenSendsHowThingsAre(int status)
    {
        using var host = Build();
        Answer(status);
        var waits = new List<int>();
        for (var second = 0; waits.Count < 6; second++, _time.Advance(OneSecond))
        {
            var before = _posted.Count;
            await Lane(host).StepAsync(CancellationToken.None);
            if (_posted.Count > before)
            {
                waits.Add(second);
            }
        }

        waits.Zip(waits.Skip(1), (one, next) => next - one).Should().Equal(2, 4, 8, 16, 30);
        (Lane(host).Failures, Lane(host).Waiting).Should().Be((6, 1));
        _log.All.Where(line => line.Contains("did not take alerts", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain($"answered {status}: said so");
        Answer(200);
        Show(Notifications.Alert("a", _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromSeconds(30));
        _posted.Clear();
        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Should().ContainSingle("what is out of date is not sent");
        (Lane(host).Failures, Lane(host).Waiting).Should().Be((0, 0));
        _log.All.Should().Contain(line => line.Contains("took alerts again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task StepAsync_Refused_IsTriedWhenItIsSaidAnewAnyway(int status)
    {
        using var host = Build(("Token", Token));
        Answer(status);
        await Lane(host).StepAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(59));
        await Lane(host).StepAsync(CancellationToken.None);
        (_posted.Count, Lane(host).Failures).Should().Be((1, 1));

        _time.Advance(OneSecond);
        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Should().HaveCount(2);
    }

    [Fact]
    public async Task StepAsync_NobodyThere_IsPutOff()
    {
        using var host = Build(("Address", "http://127.0.0.1:1/"));

        await Lane(host).StepAsync(CancellationToken.None);

        (Lane(host).Failures, Lane(host).Waiting).Should().Be((1, 1));
    }

    [Fact]
    public async Task StepAsync_AnotherReplicaLeads_SendsNothingUntilItLeads()
    {
        using var host = Build();
        _board.View = _board.View with { Leads = false };
        await Lane(host).StepAsync(CancellationToken.None);
        _posted.Should().BeEmpty();

        _board.View = _board.View with { Leads = true };
        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Should().ContainSingle();
    }

    [Fact]
    public async Task StepAsync_TokenInAFileThatIsNotThere_IsPutOff()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        using var host = Build(("TokenFile", file));
        await Lane(host).StepAsync(CancellationToken.None);
        _posted.Should().BeEmpty();

        await File.WriteAllTextAsync(file, Token);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Lane(host).StepAsync(CancellationToken.None);

        _posted.Single().Token.Should().Be($"Bearer {Token}");
    }

    [Fact]
    public async Task Report_FailingAgainAndAgain_IsASampleThatARuleReads()
    {
        using var host = Build();
        Answer(500);
        var report = host.Services.GetRequiredService<ForwardReport>();
        for (var second = 0; second < 8; second++, _time.Advance(OneSecond))
        {
            await Lane(host).StepAsync(CancellationToken.None);
            report.Report(_time.GetUtcNow());
            report.Reported.Single().Now("slipway_monitor_forwarding_failing").Should().Be(Lane(host).Failures > 2 ? 1 : 0);
        }

        Lane(host).Failures.Should().Be(3);
        report.Reported.Single().Labels["instance"].Should().Be("main");
    }

    [Fact]
    public void Settings_Faulty_AreAllSaidAndNoSecretIs()
    {
        using var host = Build(
            ("Address", "http://someone:hidden@127.0.0.1/"), ("Token", Token), ("TokenFile", "/run/token"), ("../other:Address", "ftp://there"));

        var act = () => host.Services.GetRequiredService<IOptions<ForwardingOptions>>().Value;

        var message = act.Should().Throw<OptionsValidationException>().Which.Message;
        message.Should().ContainAll(
            "Forwarding:Alertmanagers:main:Address: scheme, host", "Forwarding:Alertmanagers:main: either Token or TokenFile",
            "Forwarding:Alertmanagers:other:Address = 'ftp://there/': an http or https address");
        message.Should().NotContain("hidden").And.NotContain(Token);
    }

    private static ForwardLane Lane(IHost host) => host.Services.GetRequiredService<ForwardLanes>().All.Single();

    private void Show(params Alert[] alerts) => _board.View = new AlertingView(
        _time.GetUtcNow(), true, [.. alerts.Select(alert => new ViewedAlert(alert, Suppression.None))], [], null);

    private void Answer(int status) => _server.Answer = async context =>
    {
        var alerts = await JsonSerializer.DeserializeAsync<JsonElement[]>(context.Request.Body);
        _posted.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString(), alerts!));
        context.Response.StatusCode = status;
        context.Response.Headers.Location = "/elsewhere";
        await context.Response.WriteAsync($"said so\n{new string('x', 200_000)}");
    };

    private IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        builder.Configuration["Forwarding:Alertmanagers:main:Address"] = $"http://{_server.HostAndPort}/prefix/";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key.StartsWith("../", StringComparison.Ordinal)
                ? $"Forwarding:Alertmanagers:{key[3..]}" : $"Forwarding:Alertmanagers:main:{key}"] = value;
        }

        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_board).AddMetrics();
        builder.AddSettings<ScrapeOptions>(ScrapeOptions.Section);
        builder.AddForwarding();
        return builder.Build();
    }
}
