using Monitor.Rules;

namespace Monitor.Alerting.Storage;

internal sealed record StoredMatcher(string Name, MatchOperator Operator, string Value);
