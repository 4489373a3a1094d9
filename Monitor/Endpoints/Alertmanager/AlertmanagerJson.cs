using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Endpoints.Alertmanager;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<GettableAlert>))]
[JsonSerializable(typeof(IReadOnlyList<GettableGroup>))]
[JsonSerializable(typeof(IReadOnlyList<GettableSilence>))]
[JsonSerializable(typeof(IReadOnlyList<NamedReceiver>))]
[JsonSerializable(typeof(IReadOnlyList<PostableAlert>))]
[JsonSerializable(typeof(GettableSilence))]
[JsonSerializable(typeof(PostableSilence))]
[JsonSerializable(typeof(SilenceCreated))]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(string))]
internal sealed partial class AlertmanagerJson : JsonSerializerContext;
