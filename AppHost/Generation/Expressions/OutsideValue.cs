namespace AppHost.Generation.Expressions;

/// <summary>
/// A secret, a parameter without a default, or an output of a cloud's resource: filled in by whoever deploys.
/// </summary>
/// <param name="Resource">Whose it is.</param>
/// <param name="Name">Its name among those of the resource, such as <c>value</c>.</param>
/// <param name="IsEncoded">Percent-encoded, because it stands in an address.</param>
internal sealed record OutsideValue(string Resource, string Name, bool IsSecret, bool IsEncoded)
{
    /// <summary>The key it has in a Secret or a ConfigMap.</summary>
    public string Key => IsEncoded ? $"{Name}-uri" : Name;
}
