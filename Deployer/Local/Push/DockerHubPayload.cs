using System.Text.Json.Serialization;

namespace Deployer.Local.Push;

/// <summary>The parts of Docker Hub's webhook that matter; docs.docker.com, Docker Hub, Webhooks.</summary>
internal sealed record DockerHubPayload(
    [property: JsonPropertyName("push_data")] DockerHubPushData PushData,
    [property: JsonPropertyName("repository")] DockerHubRepository Repository);
