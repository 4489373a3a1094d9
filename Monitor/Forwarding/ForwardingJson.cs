using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Forwarding;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ForwardedAlert[]))]
internal sealed partial class ForwardingJson : JsonSerializerContext;
