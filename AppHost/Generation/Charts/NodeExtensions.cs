using System.Collections.Immutable;
using System.Globalization;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Charts;

internal static class NodeExtensions
{
    /// <summary>The same with what stands at the path changed; where nothing stands there, the same.</summary>
    /// <param name="path">Keys of maps, and numbers of items, from 0.</param>
    public static Node.Map With(this Node.Map map, Func<Node, Node> change, params ReadOnlySpan<string> path) =>
        (Node.Map)Changed(map, change, path);

    private static Node Changed(Node node, Func<Node, Node> change, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return change(node);
        }

        switch (node)
        {
            case Node.Map map:
                var entry = map.Entries.FindIndex(path[0]);
                return entry < 0 ? map : map with
                {
                    Entries = map.Entries.SetItem(entry, new(path[0], Changed(map.Entries[entry].Value, change, path[1..]))),
                };
            case Node.Sequence list
                when int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length:
                return list with { Items = list.Items.SetItem(index, Changed(list.Items[index], change, path[1..])) };
            default:
                return node;
        }
    }

    private static int FindIndex(this ImmutableArray<KeyValuePair<string, Node>> entries, string key)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            if (entries[index].Key == key)
            {
                return index;
            }
        }

        return -1;
    }
}
