namespace Monitor.Dispatch;

/// <summary>What is to be said of a group now.</summary>
internal enum GroupDecision
{
    /// <summary>Nothing: all was told, and it is not time to repeat.</summary>
    Nothing,

    /// <summary>Nothing is told, but what has ended is struck from the log, so that its next beginning is told.</summary>
    Forget,

    /// <summary>Something new fires.</summary>
    Fires,

    /// <summary>Something that was told of has ended.</summary>
    Ended,

    /// <summary>It still fires, and the repeat interval is over.</summary>
    Repeat,
}
