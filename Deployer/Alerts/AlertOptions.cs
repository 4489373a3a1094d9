namespace Deployer.Alerts;

/// <summary>Section <c>Alerts</c>: who knows which alerts fire.</summary>
internal sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>
    /// The Monitor, or a Prometheus Alertmanager, such as <c>http://monitor</c>: <c>/api/v2/alerts</c> is asked there.
    /// Nobody is asked where none is given.
    /// </summary>
    public Uri? Address { get; set; }

    /// <summary>
    /// A file with the token to ask with, such as a mounted Secret; the role viewer is enough. By default it is the token that the
    /// services share.
    /// </summary>
    public string TokenFile { get; set; } = "";
}
