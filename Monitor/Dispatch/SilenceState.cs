namespace Monitor.Dispatch;

internal enum SilenceState
{
    /// <summary>Its time has not come.</summary>
    Pending,

    /// <summary>It holds.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,
}
