namespace Monitor.Rules;

/// <summary>What one look at an alert's samples has shown.</summary>
internal abstract record Observation
{
    /// <summary>There is a value.</summary>
    internal sealed record Seen(double Value) : Observation;

    /// <summary>The target answers, and exposed nothing: that says nothing about the condition.</summary>
    internal sealed record Unknown : Observation;

    /// <summary>The target is down: nobody can know.</summary>
    internal sealed record Down : Observation;

    /// <summary>The target is none any more.</summary>
    internal sealed record Gone : Observation;
}
