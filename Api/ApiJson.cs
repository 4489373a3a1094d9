using System.Text.Json.Serialization;
using Api.Home;
using Api.Keys;

namespace Api;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SetKeyRequest))]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(RecentKey[]))]
[JsonSerializable(typeof(InstanceAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
