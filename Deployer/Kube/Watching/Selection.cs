namespace Deployer.Kube.Watching;

/// <summary>Which objects of a kind are looked at: one by its name, those with labels, or all.</summary>
internal sealed record Selection(string? Name, string? Labels)
{
    // A Role that names the object allows this list and this watch, and no other.
    public string? Fields => Name is null ? null : $"metadata.name={Name}";

    public static Selection Of(string name) => new(name, null);

    public static Selection Labelled(string? labels) => new(null, labels is { Length: > 0 } ? labels : null);
}
