using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDefaults.Flags.Following;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptFlags))]
internal sealed partial class FlagCacheJson : JsonSerializerContext;
