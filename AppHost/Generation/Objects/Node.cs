using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AppHost.Generation.Objects;

/// <summary>A piece of an object as Kubernetes reads it. What stands first is written first.</summary>
internal abstract record Node
{
    internal sealed record Map(ImmutableArray<KeyValuePair<string, Node>> Entries) : Node
    {
        public Node? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value;
    }

    internal sealed record Sequence(ImmutableArray<Node> Items) : Node;

    internal sealed record Text(string Value) : Node;

    internal sealed record Number(long Value) : Node;

    internal sealed record Flag(bool Value) : Node;

    /// <summary>What a template engine reads: it stands in the YAML as it is.</summary>
    internal sealed record Template(string Expression) : Node;

    /// <summary>Null stays null: a map leaves out what has no value.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Node?(string? value) => value is null ? null : new Text(value);

    public static implicit operator Node(int value) => new Number(value);

    /// <summary>As with a text.</summary>
    public static implicit operator Node?(int? value) => value is { } number ? new Number(number) : null;

    public static implicit operator Node(long value) => new Number(value);

    public static implicit operator Node(bool value) => new Flag(value);

    /// <summary>A map of those entries that have a value.</summary>
    public static Map Of(params ReadOnlySpan<(string Key, Node? Value)> entries)
    {
        var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                kept.Add(new(key, value));
            }
        }

        return new Map(kept.ToImmutable());
    }

    public static Map Of(IEnumerable<KeyValuePair<string, string>> entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, (Node)entry.Value))]);

    /// <summary>Null where there are no items: an empty list says nothing.</summary>
    public static Sequence? List(IEnumerable<Node> items) => items.ToImmutableArray() is { IsEmpty: false } kept ? new Sequence(kept) : null;

    public static Sequence? Texts(IEnumerable<string> items) => List(items.Select(item => (Node)item));

    /// <summary>What stands at the path, null where nothing does.</summary>
    public Node? At(params ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var key in path)
        {
            node = (node as Map)?[key];
        }

        return node;
    }

    public string? TextAt(params ReadOnlySpan<string> path) => (At(path) as Text)?.Value;

    public IEnumerable<Node> ItemsAt(params ReadOnlySpan<string> path) => (At(path) as Sequence)?.Items ?? [];

    /// <summary>The texts of the map at the path, such as labels.</summary>
    public IReadOnlyDictionary<string, string> TextsAt(params ReadOnlySpan<string> path) =>
        ((At(path) as Map)?.Entries ?? []).Where(entry => entry.Value is Text)
            .ToDictionary(entry => entry.Key, entry => ((Text)entry.Value).Value);
}
