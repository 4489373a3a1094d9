using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServiceDefaults.Flags.Storage;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>How flags are written where they are kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredFlag))]
[JsonSerializable(typeof(FlagChange))]
[JsonSerializable(typeof(FlagEvaluated))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(KillCondition))]
internal sealed partial class FlagJson : JsonSerializerContext;
