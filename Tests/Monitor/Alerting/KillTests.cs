using System.Net.Http.Json;
using System.Text.Json;
using StackExchange.Redis;
using Tests.Mail;
using Tests.Redis;
using Tests.Scraping;
using Tests.Tools;

namespace Tests.Alerting;

/// <summary>The real Monitor, Redis and mail server, and a Monitor that is killed or stopped.</summary>
[Trait("Category", "EndToEnd")]
public sealed class KillTests : IDisposable
{
    private readonly RedisServer _redis = new();
    private readonly string _plan = Path.GetTempFileName();

    [ToolFact("aiosmtpd")]
    public async Task Kill_BetweenBeginningAndEnd_MailsEachOnce()
    {
        await PlanAsync("team@team.test");
        await using var smtp = await SmtpServer.StartAsync();
        await using var instance = await FakeInstance.StartAsync();
        await using var discovery = await DiscoveryAsync(instance);
        instance.Answer = FakeInstance.Say("cpu 95\n");

        for (var life = 0; life < 3; life++)
        {
            await using var monitor = await StartAsync(smtp, discovery.HostAndPort);
            await Eventually.TrueAsync(() => smtp.Mails.Count > 0);
            await Eventually.TrueAsync(async () => (await monitor.ListAsync("/api/v2/alerts")).Length == 1);
            // The mail is there before the server has taken it, and that is noted later still: who dies in between sends it again.
            await Eventually.TrueAsync(async () => await OutboxAsync(monitor) is (Sent: 1, Waiting: 0));
            await monitor.KillAsync();
        }

        smtp.Mails.Should().ContainSingle().Which.Subject.Should().Be("[FIRING] HighCpu api-stable-1 (api/stable): 95 %");
        instance.Answer = FakeInstance.Say("cpu 5\n");
        await using var last = await StartAsync(smtp, discovery.HostAndPort);
        await Eventually.TrueAsync(() => smtp.Mails.Count == 2);

        var (fired, ended) = (smtp.Mails.MinBy(mail => mail.Date)!, smtp.Mails.MaxBy(mail => mail.Date)!);
        ended.Subject.Should().Be("[RESOLVED] HighCpu api-stable-1 (api/stable)");
        ended.InReplyTo.Should().Be(fired.MessageId);
    }

    [ToolFact("aiosmtpd")]
    public async Task Terminate_WhileTheServerTakesAMail_MailsItOnce()
    {
        await PlanAsync("team@slow.test");
        await using var smtp = await SmtpServer.StartAsync();
        await using var instance = await FakeInstance.StartAsync();
        await using var discovery = await DiscoveryAsync(instance);
        instance.Answer = FakeInstance.Say("cpu 95\n");
        await using (var monitor = await StartAsync(smtp, discovery.HostAndPort))
        {
            // The server has the mail, and has not said so yet.
            await Eventually.TrueAsync(() => smtp.Mails.Count > 0);
            await monitor.TerminateAsync();
        }

        await using (var redis = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString))
        {
            (await redis.GetDatabase().KeyExistsAsync("slipway:monitor:leader")).Should().BeFalse("another need not wait for its lead to run out");
        }

        await using var next = await StartAsync(smtp, discovery.HostAndPort);
        await Eventually.TrueAsync(async () => (await next.ListAsync("/api/v2/alerts")).Length == 1);

        (await OutboxAsync(next)).Should().Be((1, 0), "it is noted as sent, and nothing is left to be sent again");
        smtp.Mails.Should().ContainSingle();
    }

    public void Dispose()
    {
        _redis.Dispose();
        File.Delete(_plan);
    }

    private static async Task<(int Sent, int Waiting)> OutboxAsync(MonitorProcess monitor)
    {
        var outbox = await monitor.Client.GetFromJsonAsync<JsonElement>("/api/outbox");
        return (outbox.GetProperty("sent").GetArrayLength(), outbox.GetProperty("waiting").GetArrayLength());
    }

    private Task PlanAsync(string to) => File.WriteAllTextAsync(_plan, $$"""
        rules: [{ alert: HighCpu, expr: cpu, unit: percent, above: 70, clear: 60 }]
        route: { receiver: mail, group_wait: 0s, group_interval: 1s }
        receivers: [{ name: mail, email_configs: [{ to: {{to}} }] }]
        """);

    private static async Task<FakeInstance> DiscoveryAsync(FakeInstance instance)
    {
        var discovery = await FakeInstance.StartAsync();
        discovery.Answer = FakeInstance.Say(
            $$$"""[{"targets":["{{{instance.HostAndPort}}}"],"labels":{"instance":"api-stable-1","service":"api","track":"stable"}}]""");
        return discovery;
    }

    private Task<MonitorProcess> StartAsync(SmtpServer smtp, string discovery) => MonitorProcess.StartAsync(
        ("Discovery:Address", $"http://{discovery}/"),
        ("Scrape:Interval", "00:00:01"),
        ("Scrape:Timeout", "00:00:01"),
        ("Alerting:File", _plan),
        ("Alerting:Lease", "00:00:02"),
        ("Drain:Delay", "00:00:00"),
        ("ConnectionStrings:redis", _redis.ConnectionString),
        ("Smtp:Host", "localhost"),
        ("Smtp:Port", smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Smtp:AuthorityFile", smtp.Authority),
        ("Smtp:User", "monitor"),
        ("Smtp:Password", "right"),
        ("Smtp:From", "slipway@team.test"));
}
