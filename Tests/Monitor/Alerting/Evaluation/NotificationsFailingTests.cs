using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Outgoing;
using Monitor.Storage;

namespace Tests.Alerting.Evaluation;

public sealed class NotificationsFailingTests : IDisposable
{
    private const string Plan = """
        rules:
          - { alert: HighCpu, expr: cpu, above: 70, clear: 60 }
          - { alert: NotificationsFailing, expr: slipway_monitor_notifications_failing, above: 0, for: 5m }
        route: { receiver: mail, group_wait: 1s, group_interval: 10s, repeat_interval: 1d }
        receivers: [{ name: mail, email_configs: [{}] }]
        """;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly FakeMailbox _mailbox = new();
    private readonly AlertingBench _bench;

    public NotificationsFailingTests() => _bench = new AlertingBench(
        new MemoryStateStore(NullLogger<MemoryStateStore>.Instance), _time, Plan, _mailbox, reportsItself: true);

    private IEnumerable<string> Firing => _bench.View.View.Alerts.Where(alert => alert.Alert.EndsAt is null).Select(alert => alert.Alert.Name);

    [Fact]
    public async Task Report_EveryNotificationIsRefused_FailsForAnHourAndIsNotItsOwnReason()
    {
        var attempts = 0;
        _mailbox.Answer = _ =>
        {
            attempts++;
            return new Delivery.Refused("550 no such user");
        };
        _bench.Scrape("a", "cpu 90");

        await _bench.RunForAsync(400);
        Firing.Should().BeEquivalentTo("HighCpu", "NotificationsFailing");
        await _bench.RunForAsync(3600);
        Firing.Should().BeEquivalentTo("HighCpu");
        await _bench.RunForAsync(3600);
        Firing.Should().BeEquivalentTo("HighCpu");
        attempts.Should().Be(3, "of HighCpu, and of the beginning and the end of NotificationsFailing");
    }

    [Fact]
    public async Task Report_ServerAway_FailsUntilItIsBack()
    {
        _mailbox.Answer = _ => new Delivery.Later("away");
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(400);
        Firing.Should().Contain("NotificationsFailing");

        _mailbox.Answer = _ => new Delivery.Done("back");
        await _bench.RunForAsync(140);
        Firing.Should().BeEquivalentTo("HighCpu");
    }

    public void Dispose() => _bench.Dispose();
}
