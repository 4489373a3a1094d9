namespace AppHost.Generation.Model;

internal enum ServiceKind
{
    /// <summary>A .NET project, whose image the SDK builds.</summary>
    Project,

    /// <summary>An image that exists, or one that a Dockerfile of the repository builds.</summary>
    Container,

    /// <summary>A process of the developer's machine. Nothing runs it in a cluster.</summary>
    Executable,
}
