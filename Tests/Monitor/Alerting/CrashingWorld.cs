using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Tests.Alerting;

/// <summary>
/// The store and the mail server, of which each step can be a process' last: before it has done anything, or after it has done
/// all and before anybody knows.
/// </summary>
internal sealed class CrashingWorld(IStateStore store) : IStateStore, INotifier
{
    private string? _last;
    private bool _isAfter;
    private bool _isDead;

    public FakeMailbox Mailbox { get; } = new();

    /// <summary>The steps at which a process has died.</summary>
    public HashSet<string> Crashes { get; } = [];

    /// <summary>A new process begins.</summary>
    /// <param name="step">The step that is its last; null is none.</param>
    /// <param name="isAfter">Whether it has its effect.</param>
    public void CrashAt(string? step, bool isAfter) => (_last, _isAfter, _isDead) = (step, isAfter, false);

    public Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        StepAsync("lead", () => store.LeadAsync(duration, cancellationToken));

    public Task<bool> ResignAsync(CancellationToken cancellationToken) =>
        StepAsync("resign", () => store.ResignAsync(cancellationToken));

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken) =>
        StepAsync($"read {map}", () => store.ReadAsync(map, cancellationToken));

    public Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken) =>
        StepAsync($"write {KindOf(changes)}", () => store.WriteAsync(changes, asLeader, cancellationToken));

    public bool Takes(Integration integration) => Mailbox.Takes(integration);

    public Task<Delivery> DeliverAsync(Integration integration, Notification notification, CancellationToken cancellationToken) =>
        StepAsync("deliver", () => Mailbox.DeliverAsync(integration, notification, cancellationToken));

    /// <summary>What a pass has decided, a claim on a notification, or that one was sent.</summary>
    private static string KindOf(IReadOnlyCollection<StateChange> changes) =>
        changes.Any(change => change.Map == StateMaps.Sent) ? "sent"
        : changes.Any(change => change.Expected is not null) ? "claim"
        : "pass";

    private async Task<T> StepAsync<T>(string step, Func<Task<T>> work)
    {
        if (_isDead)
        {
            // Whoever handles faults must not think that a dead process can.
            throw new CrashException($"dead before {step}");
        }

        var isLast = step == _last;
        if (isLast && !_isAfter)
        {
            throw Crash($"before {step}");
        }

        var result = await work();
        return isLast ? throw Crash($"after {step}") : result;
    }

    private CrashException Crash(string step)
    {
        (_last, _isDead) = (null, true);
        Crashes.Add(step);
        return new CrashException(step);
    }
}
