using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Endpoints;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RolloutList))]
[JsonSerializable(typeof(IReadOnlyList<TrackView>))]
[JsonSerializable(typeof(IReadOnlyList<TargetGroup>))]
[JsonSerializable(typeof(HandRequest))]
[JsonSerializable(typeof(RollBackRequest))]
[JsonSerializable(typeof(HandAnswer))]
internal sealed partial class EndpointJson : JsonSerializerContext;
