namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text, or a value in its place; <paramref name="Format"/> <c>uri</c> escapes the value for use in a URI.</summary>
internal sealed record ExpressionPart(string Text, IValueProvider? Value = null, string? Format = null)
{
    /// <summary>A value in its place: <see cref="Text"/> is then what the manifest calls it.</summary>
    public static ExpressionPart Of<T>(T value, string? format) where T : IValueProvider, IManifestExpressionProvider =>
        new(value.ValueExpression, value, format);

    public async ValueTask<string?> ResolveAsync(CancellationToken cancellationToken)
    {
        if (Value is null)
        {
            return Text;
        }

        var value = await Value.GetValueAsync(cancellationToken);
        return Format == "uri" && value is not null ? Uri.EscapeDataString(value) : value;
    }
}
