namespace Monitor.Tracks;

internal sealed record InstanceAnswer(string Name, int Restarts);
