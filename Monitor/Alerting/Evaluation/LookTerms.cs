using Monitor.Alerting.Tracks;

namespace Monitor.Alerting.Evaluation;

/// <summary>What one look at the alerts goes by, besides the targets.</summary>
/// <param name="Known">An alert whose target is not among those of a known source is one of a target that is gone.</param>
/// <param name="Open">Fingerprints of what somebody was told fires, and not yet that it ended.</param>
/// <param name="Capacity">Alerts kept at most, beside those on the Monitor itself.</param>
internal sealed record LookTerms(
    KnownSources Known, TrackReport Tracks, IReadOnlySet<string> Open, int Capacity, DateTimeOffset Now);
