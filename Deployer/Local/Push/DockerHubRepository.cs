using System.Text.Json.Serialization;

namespace Deployer.Local.Push;

internal sealed record DockerHubRepository([property: JsonPropertyName("repo_name")] string RepoName);
