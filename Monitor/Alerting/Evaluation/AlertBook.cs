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

    /// <summary>An alert found no place in the last look.</summary>
    public bool HasRefused { get; private set; }

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
    /// <param name="targets">All of them.</param>
    public IReadOnlyList<BookedAlert> Look(IReadOnlyCollection<SourcedInstance> targets, LookTerms terms)
    {
        HasRefused = false;
        var changed = new List<BookedAlert>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            var instance = target.Instance;
            var version = instance.Version;
            var isNew = _looked.GetValueOrDefault(instance, -1) != version;
            if (version > 0 && (isNew || _byTarget.ContainsKey(instance.Key)))
            {
                _looked[instance] = version;
                LookAt(target, terms, changed);
            }

            // There are many, and few have alerts: of the others nobody asks whether they are still there.
            if (_byTarget.ContainsKey(instance.Key))
            {
                present.Add(instance.Key);
            }
        }

        Forget(targets);
        Leave(present, terms, changed);
        return changed;
    }

    /// <summary>Those that are not watched any more.</summary>
    private void Forget(IReadOnlyCollection<SourcedInstance> targets)
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

    private void LookAt(SourcedInstance sourced, LookTerms terms, List<BookedAlert> changed)
    {
        var instance = sourced.Instance;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var target = instance.Labels;
        var isUp = instance.LastScrape is { IsUp: true };
        foreach (var (rule, missing) in _rules)
        {
            if (!rule.Concerns(target))
            {
                continue;
            }

            var elements = instance.Read(samples => new ExpressionEvaluator(target, samples, terms.Now).Evaluate(rule.Expression));
            foreach (var element in elements)
            {
                Observe(rule, element.Labels, element.Value);
            }

            if (missing is not null && sourced.IsScraped && isUp)
            {
                Observe(missing, target, elements.Count == 0 ? 1 : 0);
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
            Step(alert, !isRule ? new Observation.Gone() : isUp ? new Observation.Unknown() : new Observation.Down(), terms, changed);
        }

        void Observe(AlertRule rule, LabelSet labels, double value)
        {
            // Most values are fine, and have no alert: of those not even the labels are put together.
            if (!_byTarget.ContainsKey(instance.Key) && !rule.Condition.IsMet(value, isFiring: false))
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
                if (!rule.Condition.IsMet(value, isFiring: false))
                {
                    return;
                }

                // Those on the Monitor itself are few, and one of them tells of this.
                if (_alerts.Count >= terms.Capacity && sourced.Source != SelfReport.SourceName)
                {
                    HasRefused = true;
                    return;
                }

                alert = new BookedAlert(rule, RuleKey.Of(rule), instance.Key, sourced.Source, full, AlertState.Inactive(terms.Now));
                Put(alert);
            }

            Step(alert, new Observation.Seen(value), terms, changed);
            if (alert.State.Phase == AlertPhase.Firing)
            {
                alert.Annotations = AlertAnnotations.Of(alert, instance.Target, terms.Tracks);
            }
        }
    }

    private void Leave(HashSet<string> present, LookTerms terms, List<BookedAlert> changed)
    {
        foreach (var target in _byTarget.Keys.Where(target => !present.Contains(target)).ToArray())
        {
            foreach (var alert in _byTarget[target].Select(fingerprint => _alerts[fingerprint]).Where(IsGone).ToArray())
            {
                Step(alert, new Observation.Gone(), terms, changed);
            }
        }

        bool IsGone(BookedAlert alert) => terms.Known.Contains(alert.Source);
    }

    private void Step(BookedAlert alert, Observation observation, LookTerms terms, List<BookedAlert> changed)
    {
        var before = alert.State;
        alert.State = AlertLife.Next(before, alert.Rule, observation, terms.Now, terms.Open.Contains(alert.Labels.Fingerprint));
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
