using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Deployer.Local.Push;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DockerHubPayload))]
[JsonSerializable(typeof(RolloutState))]
[JsonSerializable(typeof(WebhookReply))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class PushJson : JsonSerializerContext;
