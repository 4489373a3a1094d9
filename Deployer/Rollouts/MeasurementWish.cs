namespace Deployer.Rollouts;

/// <summary>What is to be measured of a track.</summary>
/// <param name="Release">Only instances of it.</param>
/// <param name="Window">How far back, up to now.</param>
/// <param name="BesidePartner">Whether the other track is measured over the same time, to compare with.</param>
internal sealed record MeasurementWish(Release Release, TimeSpan Window, bool BesidePartner);
