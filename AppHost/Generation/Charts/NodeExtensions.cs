using AppHost.Generation.Expressions;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Charts;

internal static class NodeExtensions
{
    /// <summary>The same with what stands at the path changed; where nothing stands there, the same.</summary>
    /// <param name="path">Keys of maps, and numbers of items, from 0.</param>
    public static Node.Map With(this Node.Map map, Func<Node, Node> change, params string[] path) =>
        (Node.Map)Changed(map, change, path);

    private static Node Changed(Node node, Func<Node, Node> change, string[] path) => (node, path) switch
    {
        (_, []) => change(node),
        (Node.Map map, [var key, .. var rest]) => new Node.Map(
        [
            .. map.Entries.Select(entry => entry.Key == key
                ? KeyValuePair.Create(key, Changed(entry.Value, change, rest))
                : entry),
        ]),
        (Node.Sequence list, [var key, .. var rest]) => new Node.Sequence(
            [.. list.Items.Select((item, index) => index.ToText() == key ? Changed(item, change, rest) : item)]),
        _ => node,
    };
}
