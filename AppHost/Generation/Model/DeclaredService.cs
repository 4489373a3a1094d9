using System.Collections.Immutable;

namespace AppHost.Generation.Model;

/// <summary>A resource that runs: <c>project</c>, <c>container</c>, <c>dockerfile</c>, <c>executable</c>.</summary>
internal sealed record DeclaredService(string Name, string Type, ServiceKind Kind) : DeclaredResource(Name, Type)
{
    /// <summary>Of a container that is not built.</summary>
    public string? Image { get; init; }

    /// <summary>The project file of a project, relative to the manifest.</summary>
    public string? Project { get; init; }

    /// <summary>How the image is built where a Dockerfile says so.</summary>
    public ImageBuild? Build { get; init; }

    public string? Entrypoint { get; init; }

    /// <summary>With expressions.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>With expressions, each name once, in the manifest's order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    public ImmutableArray<DeclaredBinding> Bindings { get; init; } = [];

    public ImmutableArray<DeclaredVolume> Volumes { get; init; } = [];

    public ImmutableArray<DeclaredBindMount> BindMounts { get; init; } = [];

    /// <summary>Names of the resources whose files belong into this one's image.</summary>
    public ImmutableArray<string> ContainerFiles { get; init; } = [];

    /// <summary>The value as the manifest has it, null where there is none.</summary>
    public string? EnvironmentValue(string name) =>
        Environment.Where(variable => variable.Key == name).Select(variable => variable.Value).LastOrDefault();
}
