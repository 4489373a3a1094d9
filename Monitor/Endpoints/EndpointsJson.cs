using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Endpoints;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InstanceList))]
[JsonSerializable(typeof(OutboxList))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
