using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Storage;

namespace Tests.Alerting.Outgoing;

/// <summary>What becomes of notifications once they are decided on.</summary>
public sealed class OutboxWorkerTests : IDisposable
{
    private const string Plan = """
        rules: [{ alert: HighCpu, expr: cpu, above: 70, clear: 60 }]
        route:
          receiver: mail
          group_wait: 0s
          group_interval: 10s
          repeat_interval: 1d
          routes:
            - { matchers: [instance=both], receiver: mail, continue: true }
            - { matchers: [instance=both], receiver: deadman }
        receivers:
          - { name: mail, email_configs: [{}] }
          - { name: deadman, email_configs: [{}] }
        """;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly FailingStore _store = new(new MemoryStateStore(NullLogger<MemoryStateStore>.Instance));
    private readonly FakeMailbox _mailbox = new();
    private AlertingBench _bench;

    public OutboxWorkerTests() => _bench = Start();

    [Fact]
    public async Task StepAsync_AlertEndsWhileItsBeginningIsDelivered_TellsTheEndAfterIt()
    {
        var server = Hang();
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        var beginning = _bench.Worker.StepAsync();
        await EndAsync("a");

        (await _bench.Worker.StepAsync()).Should().BeFalse("the beginning is under way");
        _bench.Outbox.Items.Should().HaveCount(2);
        server.SetResult();
        await beginning;
        await _bench.RunForAsync(3);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task StepAsync_AlertEndsWhileItsBeginningFails_TellsOnceHowThingsAre()
    {
        var server = Hang();
        _mailbox.Answer = _ => new Delivery.Later("away");
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        var beginning = _bench.Worker.StepAsync();
        await EndAsync("a");
        server.SetResult();
        await beginning;

        _bench.Outbox.Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Attempts = 1, Error = "away" });
        _mailbox.Answer = _ => new Delivery.Done("back");
        await _bench.RunForAsync(3);

        _mailbox.Told.Should().Equal("resolved HighCpu:a");
        _mailbox.Delivered.Single().IsFirst.Should().BeFalse("the beginning may have arrived in spite of all, and its id with it");
    }

    [Fact]
    public async Task StepAsync_OneReceiverHangs_TellsTheOthersAllTheSame()
    {
        var server = new TaskCompletionSource();
        _mailbox.Before = (notification, _) => notification.Receiver == "mail" ? server.Task : Task.CompletedTask;
        for (var number = 0; number < 20; number++)
        {
            _bench.Scrape($"a-{number}", "cpu 90");
        }

        await _bench.PassAsync();
        var hanging = _bench.Worker.StepAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        _bench.Scrape("both", "cpu 90");
        await _bench.PassAsync();

        (await _bench.Worker.StepAsync()).Should().BeTrue();
        _mailbox.Told.Should().Equal("firing HighCpu:both");
        (await _bench.Worker.StepAsync()).Should().BeFalse("what goes by one channel goes one after the other");
        server.SetResult();
        await hanging;
        await _bench.RunAsync();
        _mailbox.Delivered.Should().HaveCount(22);
    }

    [Fact]
    public async Task StepAsync_StoreAwayWhenItIsDelivered_IsNotDeliveredAgain()
    {
        _mailbox.Answer = _ =>
        {
            _store.IsAway = true;
            return new Delivery.Done("taken");
        };
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        var step = _bench.Worker.StepAsync();
        // Longer than a claim lasts.
        _time.Advance(TimeSpan.FromMinutes(5));
        step.IsCompleted.Should().BeFalse();

        _store.IsAway = false;
        await UntilAsync(step);
        await _bench.RunForAsync(120);

        _mailbox.Told.Should().Equal("firing HighCpu:a");
        _bench.Outbox.Items.Should().BeEmpty();
        _bench.Outbox.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task StepAsync_NotifierFailsUnexpectedly_IsPutOffAndDoesNotShowWhatItSays()
    {
        _mailbox.Answer = _ => throw new InvalidOperationException("https://hooks.test/SECRET");
        _bench.Scrape("a", "cpu 90");
        await _bench.RunAsync();

        var item = _bench.Outbox.Items.Single();
        item.Should().BeEquivalentTo(new { Attempts = 1, ClaimedUntil = (DateTimeOffset?)null, NextAttempt = _time.GetUtcNow().AddSeconds(2) });
        item.Error.Should().Contain("InvalidOperationException").And.NotContain("SECRET");
    }

    [Fact]
    public async Task StepAsync_WrittenByAnotherVersion_IsDeliveredAllTheSame()
    {
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        var (id, text) = (await _store.ReadAsync(StateMaps.Outbox, CancellationToken.None)).Single();
        await _store.WriteAsync(
            [new StateChange(StateMaps.Outbox, id, text.Replace("{\"notification\"", "{\"unknown\": 1, \"notification\"", StringComparison.Ordinal))],
            asLeader: true, CancellationToken.None);

        Restart();
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(3);

        _mailbox.Told.Should().Equal("firing HighCpu:a");
        (await _store.ReadAsync(StateMaps.Outbox, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task StopAsync_DeliveryUnderWay_LetsItEndAndNotesIt()
    {
        var (server, began) = (Hang(), new TaskCompletionSource());
        var waits = _mailbox.Before;
        _mailbox.Before = (notification, cancellationToken) =>
        {
            began.SetResult();
            return waits(notification, cancellationToken);
        };
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        await _bench.Worker.StartAsync(CancellationToken.None);
        await began.Task;

        var stop = _bench.Worker.StopAsync(CancellationToken.None);
        stop.IsCompleted.Should().BeFalse();
        server.SetResult();
        await stop;
        Restart();
        await _bench.RunForAsync(60);

        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task StopAsync_DeliveryHangs_BreaksItOffAndGivesTheClaimBack()
    {
        var began = new TaskCompletionSource();
        _mailbox.Before = (_, cancellationToken) =>
        {
            began.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        };
        _bench.Scrape("a", "cpu 90");
        await _bench.PassAsync();
        await _bench.Worker.StartAsync(CancellationToken.None);
        await began.Task;

        await UntilAsync(_bench.Worker.StopAsync(CancellationToken.None));

        _mailbox.Before = (_, _) => Task.CompletedTask;
        Restart();
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(3);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    public void Dispose() => _bench.Dispose();

    private TaskCompletionSource Hang()
    {
        var server = new TaskCompletionSource();
        _mailbox.Before = (_, _) => server.Task;
        return server;
    }

    private async Task EndAsync(string instance)
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        _bench.Scrape(instance, "cpu 10");
        await _bench.PassAsync();
    }

    /// <summary>Lets time pass until it has ended; however slow the machine is, no more of it than some minutes.</summary>
    private async Task UntilAsync(Task task)
    {
        var seconds = 0;
        await Eventually.TrueAsync(() =>
        {
            if (!task.IsCompleted && seconds++ < 300)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            return task.IsCompleted;
        });
        await task;
    }

    private AlertingBench Start() => new(_store, _time, Plan, _mailbox);

    private void Restart()
    {
        _bench.Dispose();
        _bench = Start();
    }
}
