namespace Monitor.Alerting.Storage;

internal static class StateMaps
{
    /// <summary>Alerts of the own rules, by fingerprint.</summary>
    public const string Alerts = "alerts";

    /// <summary>Alerts that others have sent, by fingerprint.</summary>
    public const string Received = "received";

    /// <summary>The notification log, by group and receiver.</summary>
    public const string Log = "log";

    /// <summary>Notifications to be delivered, by id.</summary>
    public const string Outbox = "outbox";

    /// <summary>The newest that were delivered, by id.</summary>
    public const string Sent = "sent";

    /// <summary>By id.</summary>
    public const string Silences = "silences";
}
