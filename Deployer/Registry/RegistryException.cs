namespace Deployer.Registry;

/// <summary>A registry gave no digest; the message says why and what to do.</summary>
internal sealed class RegistryException(string message, bool transient) : Exception(message)
{
    /// <summary>Whether asking again may help.</summary>
    public bool IsTransient { get; } = transient;
}
