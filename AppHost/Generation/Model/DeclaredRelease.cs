using System.Collections.Immutable;

namespace AppHost.Generation.Model;

/// <summary><c>slipway.release.v0</c>: how a service is released.</summary>
/// <param name="Service">The name of the service that is released.</param>
internal sealed record DeclaredRelease(
    string Name, string Type, string Service, ImmutableArray<DeclaredTrack> Tracks) : DeclaredResource(Name, Type);
