using System.Text.Json.Serialization;

namespace Deployer.Local.Push;

internal sealed record DockerHubPushData(
    [property: JsonPropertyName("pushed_at")] long PushedAt,
    [property: JsonPropertyName("pusher")] string Pusher,
    [property: JsonPropertyName("tag")] string Tag);
