namespace Monitor.Measurements;

/// <summary>What is to be measured.</summary>
/// <param name="Digest">Only instances of this image; null for all of the track.</param>
internal sealed record MeasurementQuery(string Service, string Track, string? Digest, TimeSpan Window);
