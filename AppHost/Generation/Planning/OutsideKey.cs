namespace AppHost.Generation.Planning;

/// <param name="Hint">What belongs there, for a person.</param>
internal sealed record OutsideKey(string Name, string Hint);
