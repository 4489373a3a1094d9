using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>What the images are called that the repository builds.</summary>
/// <param name="Registry">Host and folder, such as <c>ghcr.io/team</c>; null where images are called as the services are.</param>
/// <param name="Tag">Of a service that is not released by tracks.</param>
internal sealed record ImageNames(string? Registry, string Tag)
{
    /// <summary>The image's name without a tag; null for what has none.</summary>
    public string? RepositoryOf(DeclaredService service) => service switch
    {
        { Kind: ServiceKind.Executable } or { Image: not null, Build: null } => null,
        _ => Registry is null ? KubeNames.Of(service.Name) : $"{Registry}/{KubeNames.Of(service.Name)}",
    };

    public string? Of(DeclaredService service) =>
        RepositoryOf(service) is { } repository ? $"{repository}:{Tag}" : service.Image;
}
