using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDefaults.Access;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TokenFile))]
internal sealed partial class AccessJson : JsonSerializerContext;
