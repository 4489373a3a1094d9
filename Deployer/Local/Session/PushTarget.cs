namespace Deployer.Local.Session;

/// <summary>An image that can be pushed here, and the project that it is built of.</summary>
internal sealed record PushTarget(string Image, string Project);
