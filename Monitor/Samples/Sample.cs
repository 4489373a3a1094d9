namespace Monitor.Samples;

internal readonly record struct Sample(DateTimeOffset At, double Value);
