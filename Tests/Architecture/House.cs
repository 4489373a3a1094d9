namespace Tests.Architecture;

/// <summary>
/// The layers of one service by the first part of the namespace below its name. Whatever is neither core nor
/// application is an adapter; what stands in the service's own namespace puts the others together and is free.
/// </summary>
internal sealed record House(string Root, string[] Core, string[] Application)
{
    public IEnumerable<string> Breaches(IEnumerable<CodeReference> references) => references
        .Select(reference => (reference, rule: Broken(reference)))
        .Where(found => found.rule is not null)
        .Select(found => $"{found.reference}: {found.rule}");

    private string? Broken(CodeReference reference)
    {
        if (RoomOf(reference.FromNamespace) is not { } from)
        {
            return null;
        }

        var to = RoomOf(reference.ToNamespace);
        if (Core.Contains(from))
        {
            var isFine = to is null ? Purity.Allows(reference) && !IsRoot(reference) : Core.Contains(to);
            return isFine ? null : "a core knows values only";
        }

        var isAdapter = to is not null && !Core.Contains(to) && !Application.Contains(to);
        return !isAdapter || to == from ? null
            : Application.Contains(from) ? "an application knows no adapter"
            : "an adapter knows no other adapter";
    }

    private bool IsRoot(CodeReference reference) => reference.ToNamespace == Root;

    private string? RoomOf(string name) =>
        name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..].Split('.')[0] : null;
}
