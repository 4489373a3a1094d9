using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Publishing;

/// <summary>Turns values into manifest expressions and remembers what they refer to, until that is written too.</summary>
internal sealed class ManifestReferences
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<IResource> _unwritten = [];
    private readonly List<ParameterForm> _forms = [];

    public List<ConditionalExpression> Conditionals { get; } = [];

    public void Add(IEnumerable<IResource> written) => _names.UnionWith(written.Select(resource => resource.Name));

    public string Add(object value)
    {
        Remember(value);
        return value switch
        {
            string text => text,
            ReferenceExpression expression => string.Concat(expression.Parts.Select(Text)),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => value.ToString() ?? "",
        };
    }

    public bool TryNext([NotNullWhen(true)] out IResource? resource) => _unwritten.TryDequeue(out resource);

    /// <summary>The forms that are not written yet, of <paramref name="parameter"/> or of all.</summary>
    public List<ParameterForm> TakeForms(ParameterResource? parameter = null)
    {
        var taken = _forms.Where(form => parameter is null || form.Parameter == parameter).ToList();
        _forms.RemoveAll(taken.Contains);
        return taken;
    }

    private void Remember(object value)
    {
        switch (value)
        {
            case IResource resource:
                if (_names.Add(resource.Name))
                {
                    _unwritten.Enqueue(resource);
                }

                break;
            case ConditionalExpression conditional when _names.Add(conditional.Name):
                Conditionals.Add(conditional);
                RememberAll(conditional.References);
                break;
            case ConditionalExpression:
                break;
            case IValueWithReferences composed:
                RememberAll(composed.References);
                break;
        }
    }

    private void RememberAll(IEnumerable<object> values)
    {
        foreach (var value in values)
        {
            Remember(value);
        }
    }

    private string Text(ExpressionPart part) => part switch
    {
        { Format: { } format, Value: ParameterResource parameter } => $"{{{Form(parameter, format).Name}.value}}",
        _ => part.Text,
    };

    private ParameterForm Form(ParameterResource parameter, string format)
    {
        var name = $"{parameter.Name}-{format}-encoded";
        var form = new ParameterForm(name, parameter, format);
        if (_names.Add(name))
        {
            _forms.Add(form);
        }

        return form;
    }
}
