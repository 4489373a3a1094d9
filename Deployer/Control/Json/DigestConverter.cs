using Deployer.Images;

namespace Deployer.Control.Json;

internal sealed class DigestConverter() : ParsedConverter<Digest>(Digest.Parse);
