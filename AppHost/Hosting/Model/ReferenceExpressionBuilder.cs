namespace Aspire.Hosting.ApplicationModel;

internal sealed class ReferenceExpressionBuilder
{
    private readonly List<ExpressionPart> _parts = [];

    public bool IsEmpty => _parts.Count == 0;

    public void AppendLiteral(string value)
    {
        if (value.Length > 0)
        {
            _parts.Add(new ExpressionPart(value));
        }
    }

    public void Append<T>(T value, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
        _parts.Add(ExpressionPart.Of(value, format));

    public ReferenceExpression Build() => new([.. _parts]);
}
