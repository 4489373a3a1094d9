using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Local.Images;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ImageMetadata))]
internal sealed partial class ImageJson : JsonSerializerContext;
