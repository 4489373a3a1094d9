namespace AppHost.Generation.Output;

internal enum ChangeKind
{
    Added,
    Changed,
    Removed,

    /// <summary>Is no longer generated, but was changed by hand: it stays.</summary>
    Kept,
}
