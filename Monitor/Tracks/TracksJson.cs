using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Tracks;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TrackAnswer[]))]
internal sealed partial class TracksJson : JsonSerializerContext;
