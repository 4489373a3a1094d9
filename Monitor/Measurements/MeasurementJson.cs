using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Measurements;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TrackMeasurement))]
internal sealed partial class MeasurementJson : JsonSerializerContext;
