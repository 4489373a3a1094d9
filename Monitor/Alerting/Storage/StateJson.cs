using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Dispatch;

namespace Monitor.Alerting.Storage;

/// <summary>How the state is written. NaN is a value that an alert can have.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(LabelSetConverter)])]
[JsonSerializable(typeof(StoredAlert))]
[JsonSerializable(typeof(StoredSilence))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(NotificationEntry))]
[JsonSerializable(typeof(Outgoing.OutboxItem))]
[JsonSerializable(typeof(Outgoing.SentNotification))]
internal sealed partial class StateJson : JsonSerializerContext;
