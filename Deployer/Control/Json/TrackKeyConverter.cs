using Deployer.Rollouts;

namespace Deployer.Control.Json;

internal sealed class TrackKeyConverter() : ParsedConverter<TrackKey>(TrackKey.Parse);
