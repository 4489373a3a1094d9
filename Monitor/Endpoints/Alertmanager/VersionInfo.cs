namespace Monitor.Endpoints.Alertmanager;

internal sealed record VersionInfo(
    string Branch, string BuildDate, string BuildUser, string GoVersion, string Revision, string Version);
