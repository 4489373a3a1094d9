using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Discovery;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TargetGroup[]))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
