using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Alerts;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Alert[]))]
internal sealed partial class AlertJson : JsonSerializerContext;
