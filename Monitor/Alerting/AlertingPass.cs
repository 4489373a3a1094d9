using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>
/// Looks at everything once: evaluates, decides what is to be told, and writes both down in one transaction. Only what is written
/// counts: when that fails, what is in memory is thrown away and read again, just as after a crash.
/// </summary>
internal sealed class AlertingPass(
    IStateStore store,
    StateReader state,
    Lead lead,
    AlertingPlanSource plans,
    Evaluator evaluator,
    Submissions submissions,
    ITrackReports tracks,
    Teller teller,
    Outbox outbox,
    AlertingBoard board,
    IOptions<AlertingOptions> options,
    ILogger<AlertingPass> logger)
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();
    private bool _isLoaded;

    /// <exception cref="StateUnavailableException">Nothing was changed, or nobody knows whether; the next pass begins anew.</exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (await lead.IsHeldAsync(now, cancellationToken))
            {
                await LeadAsync(now, cancellationToken);
            }
            else
            {
                _isLoaded = false;
                await FollowAsync(now, cancellationToken);
            }
        }
        catch (StateUnavailableException e)
        {
            Forget();
            board.View = board.View with { Error = $"the state is away: {e.Message}", Leads = false };
            throw;
        }
        catch (Exception e)
        {
            Forget();
            if (!cancellationToken.IsCancellationRequested)
            {
                // Nothing new is told; what was decided before is still delivered.
                board.View = board.View with { Error = $"a pass over the rules failed: {e.Message}" };
            }

            throw;
        }
    }

    private async Task LeadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (outbox.TakeDoubt() || !_isLoaded)
        {
            await LoadAsync(now, cancellationToken);
        }

        var plan = plans.Current;
        var changes = new List<StateChange>();
        if (submissions.TakeDue(now))
        {
            changes.AddRange(await submissions.ReadAsync(teller.Open, now, cancellationToken));
        }

        changes.AddRange(evaluator.Evaluate(plan, teller.Open, now));
        var situation = SituationOf(plan, evaluator.Alerts, now);
        var told = teller.Tell(plan, situation);
        changes.AddRange(told.Changes);
        var view = situation.ToView(leads: true);
        if (changes.Count > 0 && !await store.WriteAsync(changes, asLeader: true, cancellationToken))
        {
            Log.LeadLost(logger);
            Forget();
            return;
        }

        teller.Accept(told);
        board.View = view;
    }

    /// <summary>Whoever does not alert shows what the one that does has written.</summary>
    private async Task FollowAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!submissions.TakeDue(now))
        {
            return;
        }

        var alerts = await state.ReadAsync(StateMaps.Alerts, StateJson.Default.StoredAlert, cancellationToken);
        await submissions.ReadAsync(Nothing, now, cancellationToken);
        await LoadOutboxAsync(
            await state.ReadAsync(StateMaps.Outbox, StateJson.Default.OutboxItem, cancellationToken), cancellationToken);
        board.View = SituationOf(plans.Current, alerts.Select(BookedAlert.Of), now).ToView(leads: false);
    }

    private void Forget()
    {
        lead.Forget();
        _isLoaded = false;
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alerts = await state.ReadAsync(StateMaps.Alerts, StateJson.Default.StoredAlert, cancellationToken);
        var log = await state.ReadAsync(StateMaps.Log, StateJson.Default.NotificationEntry, cancellationToken);
        await LoadOutboxAsync(
            await state.ReadToChangeAsync(StateMaps.Outbox, StateJson.Default.OutboxItem, cancellationToken), cancellationToken);
        evaluator.Load(alerts, now);
        teller.Load(log);
        submissions.Forget();
        _isLoaded = true;
        Log.StateLoaded(logger, alerts.Count, outbox.Waiting.Count());
    }

    private async Task LoadOutboxAsync(IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken) => outbox.Load(
        items, await state.ReadAsync(StateMaps.Sent, StateJson.Default.SentNotification, cancellationToken));

    private Situation SituationOf(AlertingPlan plan, IEnumerable<BookedAlert> own, DateTimeOffset now)
    {
        var console = options.Value.ConsoleAddress?.ToString() ?? "";
        Alert[] alerts = [.. own.Select(alert => alert.ToAlert(console, now)).OfType<Alert>(), .. submissions.Alerts];
        var rolling = tracks.Current.Rolling(options.Value.MuteAfterRollout, now);
        return new Situation(
            now, alerts, submissions.Silences, new Suppressions(alerts, submissions.Silences, plan.InhibitRules, rolling, now));
    }
}
