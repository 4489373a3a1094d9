using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>Where the question goes.</summary>
internal abstract record ProbeTarget
{
    /// <param name="Port">The port's name.</param>
    internal sealed record Http(string Path, string Port) : ProbeTarget;

    /// <param name="Port">The port's name.</param>
    internal sealed record Tcp(string Port) : ProbeTarget;

    internal sealed record Command(ImmutableArray<string> Words) : ProbeTarget;
}
