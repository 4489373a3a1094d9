namespace AppHost.Generation.Model;

/// <summary>An HTTP GET, in seconds.</summary>
internal sealed record TrackProbe(
    string Path, int InitialDelay, int Period, int Timeout, int SuccessThreshold, int FailureThreshold);
