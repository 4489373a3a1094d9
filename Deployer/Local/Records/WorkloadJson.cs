using System.Text.Json;
using System.Text.Json.Serialization;
using Deployer.Control.Json;

namespace Deployer.Local.Records;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    Converters = [typeof(DigestConverter), typeof(ImageReferenceConverter), typeof(TrackKeyConverter)])]
[JsonSerializable(typeof(Workload))]
internal sealed partial class WorkloadJson : JsonSerializerContext;
