namespace Monitor.Forwarding;

/// <summary>An Alertmanager that is told of the alerts.</summary>
internal sealed class AlertmanagerOptions
{
    /// <summary>Where it serves, with the prefix of its paths where it has one, such as <c>http://alertmanager:9093</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>Sent as bearer token.</summary>
    public string? Token { get; set; }

    /// <summary>A file with the token in it, such as a mounted Secret; read anew each time.</summary>
    public string? TokenFile { get; set; }

    public Uri AlertsAddress => new($"{Address!.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/v2/alerts");
}
