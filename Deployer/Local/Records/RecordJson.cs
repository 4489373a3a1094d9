using System.Text.Json;
using System.Text.Json.Serialization;
using Deployer.Control.Json;
using Deployer.Rollouts;

namespace Deployer.Local.Records;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(DigestConverter), typeof(ImageReferenceConverter), typeof(TrackKeyConverter)])]
[JsonSerializable(typeof(TrackRecord))]
[JsonSerializable(typeof(Workload))]
internal sealed partial class RecordJson : JsonSerializerContext;
