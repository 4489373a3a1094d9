using Tests.Mail;
using Tests.Redis;
using Tests.Scraping;
using Tests.Tools;

namespace Tests.Alerting;

/// <summary>The real Monitor, Redis and mail server, and a Monitor that is killed.</summary>
[Trait("Category", "EndToEnd")]
public sealed class KillTests : IDisposable
{
    private readonly RedisServer _redis = new();
    private readonly string _plan = Path.GetTempFileName();

    [ToolFact("aiosmtpd")]
    public async Task Kill_BetweenBeginningAndEnd_MailsEachOnce()
    {
        await File.WriteAllTextAsync(_plan, """
            rules: [{ alert: HighCpu, expr: cpu, unit: percent, above: 70, clear: 60 }]
            route: { receiver: mail, group_wait: 0s, group_interval: 1s }
            receivers: [{ name: mail, email_configs: [{ to: team@team.test }] }]
            """);
        await using var smtp = await SmtpServer.StartAsync();
        await using var instance = await FakeInstance.StartAsync();
        var discovery = await FakeInstance.StartAsync();
        await using var _ = discovery;
        discovery.Answer = FakeInstance.Say(
            $$$"""[{"targets":["{{{instance.HostAndPort}}}"],"labels":{"instance":"api-stable-1","service":"api","track":"stable"}}]""");
        instance.Answer = FakeInstance.Say("cpu 95\n");

        for (var life = 0; life < 3; life++)
        {
            await using var monitor = await StartAsync(smtp, discovery.HostAndPort);
            await Eventually.TrueAsync(() => smtp.Mails.Count > 0);
            await Eventually.TrueAsync(async () => (await monitor.ListAsync("/api/v2/alerts")).Length == 1);
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

    public void Dispose()
    {
        _redis.Dispose();
        File.Delete(_plan);
    }

    private Task<MonitorProcess> StartAsync(SmtpServer smtp, string discovery) => MonitorProcess.StartAsync(
        ("Discovery:Address", $"http://{discovery}/"),
        ("Scrape:Interval", "00:00:01"),
        ("Scrape:Timeout", "00:00:01"),
        ("Alerting:File", _plan),
        ("Alerting:Lease", "00:00:02"),
        ("ConnectionStrings:redis", _redis.ConnectionString),
        ("Smtp:Host", "localhost"),
        ("Smtp:Port", smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Smtp:AuthorityFile", smtp.Authority),
        ("Smtp:User", "monitor"),
        ("Smtp:Password", "right"),
        ("Smtp:From", "slipway@team.test"));
}
