using Monitor.Alerting.Tracks;
using Monitor.Rules;
using Monitor.Rules.Expressions;
using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>
/// The alerts of the own rules. It looks at a target when that has new samples or an alert, and at nothing else. Not for several
/// threads at once.
/// </summary>
internal sealed class AlertBook
{
    private readonly Dictionary<string, BookedAlert> _alerts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<WatchedInstance, long> _looked = [];
    private IReadOnlyList<(AlertRule Rule, AlertRule? Missing)> _rules = [];

    public IEnumerable<BookedAlert> Alerts => _alerts.Values;

    /// <summary>Alerts of rules that are none any more end as those of targets that are gone.</summary>
    public void Use(IReadOnlyList<AlertRule> rules)
    {
        _rules = [.. rules.Select(rule => (rule, rule.Missing is null ? null : RuleKey.MissingOf(rule)))];
        _looked.Clear();
        var known = _rules.SelectMany(rule => new[] { rule.Rule, rule.Missing }).OfType<AlertRule>()
            .ToDictionary(RuleKey.Of, StringComparer.Ordinal);
        foreach (var alert in _alerts.Values)
        {
            alert.Rule = known.GetValueOrDefault(alert.RuleKey) ?? alert.Rule;
        }
    }

    public void Put(BookedAlert alert)
    {
        _alerts[alert.Labels.Fingerprint] = alert;
        if (!_byTarget.TryGetValue(alert.Target, out var ofTarget))
        {
            _byTarget[alert.Target] = ofTarget = new HashSet<string>(StringComparer.Ordinal);
        }

        ofTarget.Add(alert.Labels.Fingerprint);
    }

    /// <summary>Returns the alerts whose phase has changed.</summary>
    /// <param name="targets">All of them, and whether each is expected to expose what rules look at.</param>
    /// <param name="areTargetsKnown">False keeps the alerts of targets that are not among them.</param>
    /// <param name="capacity">Alerts kept at most.</param>
    public IReadOnlyList<BookedAlert> Look(
        IReadOnlyCollection<(WatchedInstance Instance, bool IsScraped)> targets,
        bool areTargetsKnown,
        TrackReport tracks,
        int capacity,
        DateTimeOffset now)
    {
        var changed = new List<BookedAlert>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (instance, isScraped) in targets)
        {
            var version = instance.Version;
            var isNew = _looked.GetValueOrDefault(instance, -1) != version;
            if (version > 0 && (isNew || _byTarget.ContainsKey(instance.Key)))
            {
                _looked[instance] = version;
                LookAt(instance, isScraped, tracks, capacity, now, changed);
            }

            // There are many, and few have alerts: of the others nobody asks whether they are still there.
            if (_byTarget.ContainsKey(instance.Key))
            {
                present.Add(instance.Key);
            }
        }

        Forget(targets);

        if (areTargetsKnown)
        {
            Leave(present, now, changed);
        }

        return changed;
    }

    /// <summary>Those that are not watched any more.</summary>
    private void Forget(IReadOnlyCollection<(WatchedInstance Instance, bool IsScraped)> targets)
    {
        if (_looked.Count > targets.Count)
        {
            var watched = targets.Select(target => target.Instance).ToHashSet();
            foreach (var gone in _looked.Keys.Where(instance => !watched.Contains(instance)).ToArray())
            {
                _looked.Remove(gone);
            }
        }
    }

    private void LookAt(
        WatchedInstance instance, bool isScraped, TrackReport tracks, int capacity, DateTimeOffset now, List<BookedAlert> changed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var target = instance.Labels;
        var isUp = instance.LastScrape is { IsUp: true };
        foreach (var (rule, missing) in _rules)
        {
            if (!rule.Concerns(target))
            {
                continue;
            }

            var elements = instance.Read(samples => new ExpressionEvaluator(target, samples, now).Evaluate(rule.Expression));
            foreach (var element in elements)
            {
                Observe(rule, instance, element.Labels, element.Value);
            }

            if (missing is not null && isScraped && isUp)
            {
                Observe(missing, instance, target, elements.Count == 0 ? 1 : 0);
            }
        }

        if (!_byTarget.TryGetValue(instance.Key, out var ofTarget))
        {
            return;
        }

        foreach (var fingerprint in ofTarget.Except(seen).ToArray())
        {
            var alert = _alerts[fingerprint];
            var isRule = _rules.Any(rule => ReferenceEquals(rule.Rule, alert.Rule) || ReferenceEquals(rule.Missing, alert.Rule));
            Step(alert, isRule ? new Observation.Unknown() : new Observation.Gone(), now, changed);
        }

        void Observe(AlertRule rule, WatchedInstance of, LabelSet labels, double value)
        {
            // Most values are fine, and have no alert: of those not even the labels are put together.
            if (!_byTarget.ContainsKey(of.Key) && !rule.Condition.IsMet(value, isFiring: false))
            {
                return;
            }

            var full = labels.With([.. rule.Labels, KeyValuePair.Create(AlertRule.NameLabel, rule.Name)]);
            if (!seen.Add(full.Fingerprint))
            {
                return;
            }

            if (!_alerts.TryGetValue(full.Fingerprint, out var alert))
            {
                if (_alerts.Count >= capacity || !rule.Condition.IsMet(value, isFiring: false))
                {
                    return;
                }

                alert = new BookedAlert(rule, RuleKey.Of(rule), of.Key, full, AlertState.Inactive(now));
                Put(alert);
            }

            Step(alert, new Observation.Seen(value), now, changed);
            if (alert.State.Phase == AlertPhase.Firing)
            {
                alert.Annotations = AlertAnnotations.Of(alert, of.Target, tracks);
            }
        }
    }

    private void Leave(HashSet<string> present, DateTimeOffset now, List<BookedAlert> changed)
    {
        foreach (var target in _byTarget.Keys.Where(target => !present.Contains(target)).ToArray())
        {
            foreach (var fingerprint in _byTarget[target].ToArray())
            {
                Step(_alerts[fingerprint], new Observation.Gone(), now, changed);
            }
        }
    }

    private void Step(BookedAlert alert, Observation observation, DateTimeOffset now, List<BookedAlert> changed)
    {
        var before = alert.State;
        alert.State = AlertLife.Next(before, alert.Rule, observation, now);
        if (alert.State.Phase != before.Phase)
        {
            changed.Add(alert);
        }

        if (alert.State.Phase == AlertPhase.Inactive)
        {
            _alerts.Remove(alert.Labels.Fingerprint);
            if (_byTarget.TryGetValue(alert.Target, out var ofTarget) && ofTarget.Remove(alert.Labels.Fingerprint) && ofTarget.Count == 0)
            {
                _byTarget.Remove(alert.Target);
            }
        }
    }
}
