namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs or deploys the application gives.</summary>
internal sealed class ParameterResource(string name, Func<ParameterDefault?, string> value, bool secret = false)
    : Resource(name), IValueProvider, IManifestExpressionProvider
{
    public ParameterDefault? Default { get; init; }

    public bool Secret => secret;

    public string ValueExpression => $"{{{Name}.value}}";

    /// <exception cref="MissingParameterValueException">Nobody gave the value and it has no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(value(Default));
}
