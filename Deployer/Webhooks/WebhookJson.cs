using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Webhooks;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(CallbackState))]
internal sealed partial class WebhookJson : JsonSerializerContext;
