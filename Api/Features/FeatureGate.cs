namespace Api.Features;

/// <summary>The flag that an endpoint stands behind.</summary>
internal sealed record FeatureGate(string Flag);
