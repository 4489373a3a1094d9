namespace Monitor.Alerting.Storage;

/// <param name="Value">Null removes the field.</param>
/// <param name="Expected">What the field must hold before; null is anything.</param>
internal sealed record StateChange(string Map, string Field, string? Value, string? Expected = null);
