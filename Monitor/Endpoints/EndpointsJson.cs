using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Endpoints;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InstanceList))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
