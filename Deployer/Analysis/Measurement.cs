namespace Deployer.Analysis;

/// <summary>Both tracks over the same window of time, or why they could not be measured.</summary>
/// <param name="At">The end of the window.</param>
/// <param name="Window">How long it is.</param>
/// <param name="Candidate">The release on trial; null when it could not be measured.</param>
/// <param name="Baseline">What it is compared with; null when there is none, or it could not be measured.</param>
/// <param name="Fault">Why something could not be measured, for people; null when all could.</param>
internal sealed record Measurement(
    DateTimeOffset At,
    TimeSpan Window,
    TrackMeasurement? Candidate,
    TrackMeasurement? Baseline,
    string? Fault);
