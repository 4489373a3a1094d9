using System.Collections.Immutable;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Charts;

/// <param name="Description"><c>Chart.yaml</c>.</param>
/// <param name="Values"><c>values.yaml</c>.</param>
internal sealed record Chart(Node.Map Description, Node.Map Values, ImmutableArray<ObjectFile> Templates);
