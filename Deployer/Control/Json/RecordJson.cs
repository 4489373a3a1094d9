using System.Text.Json;
using System.Text.Json.Serialization;
using Deployer.Rollouts;

namespace Deployer.Control.Json;

/// <summary>How records and rollouts are written where they are kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

    // A histogram's last bound is infinite.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(DigestConverter), typeof(ImageReferenceConverter), typeof(TrackKeyConverter)])]
[JsonSerializable(typeof(DesiredRelease))]
[JsonSerializable(typeof(TrackStatus))]
[JsonSerializable(typeof(TrackRecord))]
[JsonSerializable(typeof(Rollout))]
internal sealed partial class RecordJson : JsonSerializerContext;
