using System.Text.Json;
using System.Text.Json.Serialization;
using Deployer.Images;

namespace Deployer.Control.Json;

/// <summary>An image reference as people write it, unless that could be read as another one.</summary>
internal sealed class ImageReferenceConverter : JsonConverter<ImageReference>
{
    public override ImageReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ImageReference.TryParse(reader.GetString(), out var image)
            ? image
            : throw new JsonException($"'{reader.GetString()}' is no image reference.");

    public override void Write(Utf8JsonWriter writer, ImageReference value, JsonSerializerOptions options)
    {
        // A folder of Docker Hub with a dot in its name would be read as a host.
        var unambiguous = ImageReference.TryParse(value.Familiar, out var read) && read == value;
        writer.WriteStringValue(unambiguous ? value.Familiar : value.ToString());
    }
}
