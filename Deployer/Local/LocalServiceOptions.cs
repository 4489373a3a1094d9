namespace Deployer.Local;

/// <summary>A service whose tracks run on this machine; configuration <c>Local:Services:{service}</c>.</summary>
/// <param name="Project">What its images are built of; null where none is built here.</param>
/// <param name="Address">The one address in front of all ready instances, such as <c>http://localhost:8080</c>.</param>
/// <param name="Environment">What every instance gets besides its own identity.</param>
/// <param name="Tracks">By the track's name.</param>
internal sealed record LocalServiceOptions(
    string? Project,
    Uri Address,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, LocalTrackOptions> Tracks);
