namespace Monitor.Dispatch;

/// <summary>Who is told, in each of these ways. None at all is someone who is never told.</summary>
internal sealed record Receiver(string Name, IReadOnlyList<Integration> Integrations);
