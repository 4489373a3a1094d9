using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;
using Monitor.Slack;
using Tests.Fakes;
using Tests.Hosting;
using Tests.Mail;
using Tests.Scraping;

namespace Tests.Slack;

/// <summary>The notifier as the Monitor has it, against a real server.</summary>
public sealed class SlackNotifierTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "T0SECRET/B0SECRET/0123456789abcdef";
    private readonly LogLines _log = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _posted = new();
    private FakeInstance _server = null!;
    private IHost _host = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeInstance.StartAsync();
        Answer(200, "ok");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        // Whoever looks for a fault turns everything on.
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        builder.AddSlack();
        _host = builder.Build();
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task DeliverAsync_Firing_PostsWhatSlackShows()
    {
        (await DeliverAsync(Notifications.Firing())).Should().Be(new Delivery.Done("the webhook answered 200"));

        var (path, body) = _posted.Single();
        path.Should().Be($"/services/{Secret}");
        var message = JsonDocument.Parse(body).RootElement;
        message.GetProperty("channel").GetString().Should().Be("#alerts");
        message.GetProperty("text").GetString().Should().Be("[FIRING] HighCpu api-canary-975e84");
        var attachment = message.GetProperty("attachments").EnumerateArray().Single();
        attachment.GetProperty("color").GetString().Should().Be("danger");
        attachment.GetProperty("title").GetString().Should().Be("CPU of api-canary-975e84 is at 93.4 % of its limit");
        attachment.GetProperty("text").GetString().Should().ContainAll(
            "*instance*: api-canary-975e84", "*track*: canary", "*value*: 93.4 %", "*threshold*: above 70 %",
            "*digest*: sha256:2e757d80586205d8e83161b97ce08cfcccfb00245d9d324ddc4eef297bb4a762",
            "*last_rollout*: Succeeded 2026-11-25 13:58:02 UTC");
        attachment.GetProperty("ts").GetInt64().Should().Be(Notifications.At.AddMinutes(-3).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task DeliverAsync_Resolved_SaysSoInGreen()
    {
        await DeliverAsync(Notifications.Resolved());

        var message = JsonDocument.Parse(_posted.Single().Body).RootElement;
        message.GetProperty("text").GetString().Should().Be("[RESOLVED] HighCpu api-canary-975e84");
        message.GetProperty("attachments")[0].GetProperty("color").GetString().Should().Be("good");
    }

    [Fact]
    public async Task DeliverAsync_NoChannel_LeavesItToTheWebhook()
    {
        await DeliverAsync(Notifications.Firing(), new Integration.Slack(Address, null, "", true));

        JsonDocument.Parse(_posted.Single().Body).RootElement.TryGetProperty("channel", out _).Should().BeFalse();
    }

    [Fact]
    public async Task DeliverAsync_MoreThanSlackShows_SaysHowManyAreLeftOut()
    {
        Alert[] many = [.. Enumerable.Range(0, 25).Select(number => Notifications.Alert($"api-{number}", null))];
        await DeliverAsync(Notifications.Firing() with { Firing = many });

        var message = JsonDocument.Parse(_posted.Single().Body).RootElement;
        message.GetProperty("attachments").GetArrayLength().Should().Be(20);
        message.GetProperty("text").GetString().Should().Be("[FIRING:25] HighCpu api-0 (5 more are not shown)");
    }

    [Fact]
    public async Task DeliverAsync_TextThatWouldBeALinkOrMention_IsShownAsItIs()
    {
        await DeliverAsync(Notifications.Firing("<!channel>&<https://evil.test|ok>"));

        JsonDocument.Parse(_posted.Single().Body).RootElement.GetProperty("text").GetString()
            .Should().EndWith("&lt;!channel&gt;&amp;&lt;https://evil.test|ok&gt;");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task DeliverAsync_MayWorkLater_IsPutOff(int status)
    {
        Answer(status, "busy");

        (await DeliverAsync(Notifications.Firing())).Should().Be(new Delivery.Later($"the webhook answered {status}"));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task DeliverAsync_WillNotWork_IsRefusedAndGoesNowhereElse(int status)
    {
        _server.Answer = context =>
        {
            _posted.Enqueue((context.Request.Path, ""));
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        (await DeliverAsync(Notifications.Firing())).Should().Be(new Delivery.Refused($"the webhook answered {status}"));
        _posted.Should().ContainSingle();
    }

    /// <summary>It was taken: sending it again because of what was said besides would tell people twice.</summary>
    [Fact]
    public async Task DeliverAsync_TakenWithALongAnswer_IsDone()
    {
        Answer(200, new string('x', 300_000));

        (await DeliverAsync(Notifications.Firing())).Should().BeOfType<Delivery.Done>();
    }

    [Fact]
    public async Task DeliverAsync_ConnectionCut_IsPutOff()
    {
        _server.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        (await DeliverAsync(Notifications.Firing())).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith("the webhook cannot be reached: ").And.NotContain("SECRET");
    }

    [Fact]
    public async Task DeliverAsync_NobodyThere_IsPutOff() =>
        (await DeliverAsync(Notifications.Firing(), new Integration.Slack(new Uri($"http://127.0.0.1:1/{Secret}"), null, "", true)))
            .Should().BeOfType<Delivery.Later>().Which.Reason.Should().Contain("refused").And.NotContain("SECRET");

    [Fact]
    public async Task DeliverAsync_AddressInAFile_IsReadAnewEachTime()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "url");
        var slack = new Integration.Slack(null, file, "", true);

        (await DeliverAsync(Notifications.Firing(), slack)).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith("the file with the webhook's address cannot be read: ");
        await File.WriteAllTextAsync(file, $"ftp://{Secret}");
        (await DeliverAsync(Notifications.Firing(), slack)).Should().Be(
            new Delivery.Later("the file with the webhook's address does not hold one"));
        await File.WriteAllTextAsync(file, $"{Address}\n");
        (await DeliverAsync(Notifications.Firing(), slack)).Should().BeOfType<Delivery.Done>();
    }

    [Fact]
    public async Task DeliverAsync_Cancelled_IsAnException()
    {
        var act = () => _host.Services.GetRequiredService<INotifier>()
            .DeliverAsync(Slack, Notifications.Firing(), new CancellationToken(canceled: true));

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    /// <summary>Who knows the address may post.</summary>
    [Fact]
    public async Task DeliverAsync_EverythingLoggedAndTraced_TheAddressIsInNone()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);

        await DeliverAsync(Notifications.Firing());
        Answer(500, "no");
        await DeliverAsync(Notifications.Firing());

        _posted.Should().HaveCount(2);
        _log.All.Should().NotContain(line => line.Contains("SECRET", StringComparison.Ordinal));
        spans.Should().NotContain(span => span.Contains($"/services/{Secret}", StringComparison.Ordinal) && span.Contains("url.full", StringComparison.Ordinal));
        Slack.ToString().Should().NotContain("SECRET");
    }

    private Uri Address => new($"http://{_server.HostAndPort}/services/{Secret}");

    private Integration.Slack Slack => new(Address, null, "#alerts", true);

    private void Answer(int status, string text) => _server.Answer = async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        _posted.Enqueue((context.Request.Path, await reader.ReadToEndAsync()));
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    };

    private Task<Delivery> DeliverAsync(Notification notification, Integration.Slack? slack = null) =>
        _host.Services.GetRequiredService<INotifier>().DeliverAsync(slack ?? Slack, notification, CancellationToken.None);
}
