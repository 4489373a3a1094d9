using Deployer.Images;

namespace Deployer.Control.Json;

internal sealed class ImageReferenceConverter() : ParsedConverter<ImageReference>(ImageReference.Parse);
