namespace Monitor.Alerting.Outgoing;

/// <summary>How delivering a notification went.</summary>
internal abstract record Delivery
{
    /// <param name="Note">What the other side said.</param>
    internal sealed record Done(string Note) : Delivery;

    /// <summary>There is nobody to be told, and so nothing to be tried again.</summary>
    internal sealed record Nobody(string Reason) : Delivery;

    /// <summary>It may work later.</summary>
    internal sealed record Later(string Reason) : Delivery;

    /// <summary>It will not work, however often it is tried.</summary>
    internal sealed record Refused(string Reason) : Delivery;
}
