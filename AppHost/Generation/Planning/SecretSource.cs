namespace AppHost.Generation.Planning;

/// <summary>Where Secrets come from. None of their values is ever in the output.</summary>
internal enum SecretSource
{
    /// <summary>kustomize makes them from files that git ignores.</summary>
    Files,

    /// <summary>They are in the cluster already.</summary>
    Existing,

    /// <summary>The External Secrets operator brings them.</summary>
    External,
}
