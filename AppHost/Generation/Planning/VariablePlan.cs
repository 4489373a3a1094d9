using System.Collections.Immutable;
using AppHost.Generation.Expressions;

namespace AppHost.Generation.Planning;

/// <summary>
/// Sorts a container's variables: what anybody may read goes into its ConfigMap, the rest is put together in the pod from
/// Secrets and ConfigMaps that are filled in elsewhere.
/// </summary>
internal sealed class VariablePlan
{
    private readonly List<KeyValuePair<string, string>> _plain = [];
    private readonly List<Variable.FromKey> _keys = [];
    private readonly List<Variable> _composed = [];
    private readonly Dictionary<OutsideValue, string> _names = [];

    public ImmutableArray<KeyValuePair<string, string>> Configuration => [.. _plain];

    /// <summary>Those first that others refer to.</summary>
    public ImmutableArray<Variable> Variables => [.. _keys, .. _composed];

    public void Add(IReadOnlyList<(string Name, ResolvedValue Value)> variables)
    {
        // A variable that is nothing but the value serves those that hold it among other things.
        foreach (var (name, value) in variables)
        {
            if (value.Parts is [ValuePart.Outside only])
            {
                _names.TryAdd(only.Value, name);
                _keys.Add(Key(name, only.Value));
            }
        }

        foreach (var (name, value) in variables.Where(variable => variable.Value.Parts is not [ValuePart.Outside]))
        {
            if (value.Text is { } text)
            {
                // What only the deployment knows comes last, and counts.
                _plain.RemoveAll(known => string.Equals(known.Key, name, StringComparison.OrdinalIgnoreCase));
                _plain.Add(new(name, text));
            }
            else
            {
                _composed.Add(new Variable.Composed(name, InPod(value)));
            }
        }
    }

    public void Add(Variable variable) => _composed.Add(variable);

    /// <summary>The value for a command line or a variable: the kubelet puts in what <c>$(NAME)</c> stands for.</summary>
    public string InPod(ResolvedValue value) => string.Concat(value.Parts.Select(part => part switch
    {
        ValuePart.Literal literal => Escaped(literal.Text),
        ValuePart.Outside outside => $"$({NameOf(outside.Value)})",
        _ => "",
    }));

    private string NameOf(OutsideValue value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = new string([.. $"{value.Resource}_{value.Key}".ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
            _names.Add(value, name);
            _keys.Add(Key(name, value));
        }

        return name;
    }

    private static Variable.FromKey Key(string name, OutsideValue value) =>
        new(name, value.IsSecret, OutsideGroups.NameOf(value), value.Key);

    private static string Escaped(string text) =>
        text.Contains("$(", StringComparison.Ordinal) || text.Contains("$$", StringComparison.Ordinal) || text.EndsWith('$')
            ? text.Replace("$", "$$", StringComparison.Ordinal)
            : text;
}
