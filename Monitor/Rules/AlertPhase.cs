namespace Monitor.Rules;

/// <summary>Where an alert is in its life.</summary>
internal enum AlertPhase
{
    /// <summary>The condition does not hold, and nothing is remembered.</summary>
    Inactive,

    /// <summary>The condition holds, but not for long enough yet.</summary>
    Pending,

    /// <summary>The condition has held for as long as it must.</summary>
    Firing,

    /// <summary>It has fired, and no longer does; remembered for a while so that this is told, and flapping is noticed.</summary>
    Resolved,
}
