using Microsoft.Extensions.Logging;
using Monitor.Alerting.Outgoing;
using Tests.Fakes;

namespace Tests.Alerting.Outgoing;

/// <summary>What becomes of a notification that nobody takes.</summary>
public sealed class OutcomeTests : AlertingScenario
{
    [Fact]
    public async Task RunAsync_ServerAwayForAnHour_TellsOnceHowThingsAre()
    {
        Mailbox.Answer = _ => new Delivery.Later("away");
        for (var turn = 0; turn < 6; turn++)
        {
            Bench.Scrape("a", "cpu 90");
            Bench.Scrape("b", turn == 0 ? "cpu 90" : "cpu 10");
            await Bench.RunForAsync(300);
            Bench.Scrape("a", "cpu 10");
            await Bench.RunForAsync(300);
        }

        Bench.Outbox.Items.Should().HaveCount(2);
        Mailbox.Answer = _ => new Delivery.Done("back");
        await Bench.RunForAsync(130);

        Mailbox.Told.Should().BeEquivalentTo("resolved HighCpu:a", "resolved HighCpu:b");
        Bench.Outbox.Items.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_RefusedForGood_IsKeptToBeSeenAndNotTriedAgain()
    {
        var attempts = 0;
        Mailbox.Answer = _ =>
        {
            attempts++;
            return new Delivery.Refused("550 no such user");
        };
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(600);

        attempts.Should().Be(1);
        Bench.Outbox.Items.Single().Should().BeEquivalentTo(new { IsRejected = true, Error = "550 no such user" });
    }

    [Fact]
    public async Task RunAsync_NobodyIsToBeTold_IsSaidAndNotTriedAgain()
    {
        using var log = new LogLines();
        using var logs = new LoggerFactory([log]);
        Mailbox.Answer = _ => new Delivery.Nobody("nobody is named");
        Bench.Dispose();
        Bench = new AlertingBench(Store, Time, Plan, Mailbox, Tracks, log: logs.CreateLogger<OutboxDelivery>());
        await BeginAsync();

        Bench.Outbox.Items.Should().BeEmpty();
        Bench.Outbox.Sent.Single().Note.Should().Be("nobody is named");
        log.All.Should().ContainSingle().Which.Should().Contain("mail was not told that").And.Contain("nobody is named");
    }
}
