using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>A service as it runs in the cluster: one workload, or one for each of its tracks.</summary>
internal sealed record PlannedService
{
    /// <summary>The resource's name in the manifest.</summary>
    public required string Resource { get; init; }

    /// <summary>The Service's name, and the others' beginning.</summary>
    public required string Name { get; init; }

    public ImmutableArray<string> Command { get; init; } = [];

    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Variables that anybody may read.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Configuration { get; init; } = [];

    /// <summary>All others, those that others refer to first.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    public ImmutableArray<Endpoint> Endpoints { get; init; } = [];

    /// <summary>Where health and metrics are, if they have a port of their own.</summary>
    public int? ManagementPort { get; init; }

    public ImmutableArray<PlannedVolume> Volumes { get; init; } = [];

    /// <summary>Secrets that are mounted as folders.</summary>
    public ImmutableArray<SecretFolder> Folders { get; init; } = [];

    /// <summary>Null: the image's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The number of user and group.</summary>
    public long User { get; init; }

    /// <summary>Whether it notices SIGTERM and drains by itself.</summary>
    public bool Drains { get; init; }

    public required Sizes Sizes { get; init; }

    public required ImmutableArray<PlannedTrack> Tracks { get; init; }

    /// <summary>What it may do in the cluster; none: it gets no token.</summary>
    public ImmutableArray<Permission> Permissions { get; init; } = [];

    /// <summary>Names of the services that it speaks to.</summary>
    public ImmutableSortedSet<string> Peers { get; init; } = [];

    /// <summary>Names of the services whose metrics it reads.</summary>
    public ImmutableSortedSet<string> Scraped { get; init; } = [];

    /// <summary>Why it may speak to addresses outside the cluster; null: it may not.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Host name, where one is needed to reach it from outside.</summary>
    public string? Host { get; init; }

    /// <summary>A Monitor beside it in each of its pods.</summary>
    public PlannedSidecar? Sidecar { get; init; }

    public bool IsStateful => !Volumes.IsEmpty;
}
