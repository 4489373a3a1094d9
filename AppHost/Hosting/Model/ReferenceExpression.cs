using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it: an expression in the manifest, the resolved text when running.</summary>
internal sealed class ReferenceExpression(IReadOnlyList<ExpressionPart> parts)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new([]);

    public IReadOnlyList<ExpressionPart> Parts => parts;

    public string ValueExpression => string.Concat(parts.Select(part => part.Text));

    public IEnumerable<object> References => parts.Select(part => part.Value).OfType<object>();

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Null for an expression without any part, as in Aspire.</summary>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (parts.Count == 0)
        {
            return null;
        }

        var texts = new List<string?>(parts.Count);
        foreach (var part in parts)
        {
            texts.Add(await part.ResolveAsync(cancellationToken));
        }

        return string.Concat(texts);
    }

    [InterpolatedStringHandler]
    internal readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionBuilder _builder = new();

        public int Length => literalLength + formattedCount;

        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => _builder.AppendLiteral(value ?? "");

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => _builder.Append(value, format);

        public void AppendFormatted<T>(IResourceBuilder<T> value, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.Append(value.Resource, format);

        internal ReferenceExpression GetExpression() => _builder.Build();
    }
}
