using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Monitoring;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MonitorAnswer))]
internal sealed partial class MonitorJson : JsonSerializerContext;
