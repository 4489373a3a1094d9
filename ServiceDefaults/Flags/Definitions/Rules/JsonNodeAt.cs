using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceDefaults.Flags.Definitions.Rules;

/// <summary>
/// A value with its place in the definition. What it is asked to be and is not, it adds to the faults.
/// </summary>
/// <param name="names">How names are compared, here and below.</param>
internal sealed partial class JsonNodeAt(JsonElement value, string path, List<FlagFault> faults, StringComparer names)
{
    private const int MaxShown = 60;

    public JsonElement Value { get; } = value;

    /// <summary>Whether a fault was found here or below.</summary>
    public bool IsFaulty => faults.Exists(fault => fault.Path.StartsWith(path, StringComparison.Ordinal));

    public void Add(string message) => faults.Add(new FlagFault(path, message));

    public bool IsObject()
    {
        if (Value.ValueKind is JsonValueKind.Object)
        {
            return true;
        }

        Add($"{Shown} is no object.");
        return false;
    }

    /// <summary>The same, but names are found whatever their case, as configuration has it.</summary>
    public JsonNodeAt OfAnyCase() => new(Value, path, faults, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is an object; a property of another name than these is a fault, it may be a slip.</summary>
    public bool IsObjectOf(params string[] known)
    {
        if (!IsObject())
        {
            return false;
        }

        foreach (var property in Value.EnumerateObject().Select(property => property.Name).Distinct(names))
        {
            if (!known.Contains(property, names))
            {
                Below(property, Value).Add(known.Length == 0
                    ? "Nothing can be said here."
                    : $"There is no such property; there are {string.Join(", ", known)}.");
            }
        }

        return true;
    }

    /// <summary>Whether every name and text here and below is text: JSON can write what is none.</summary>
    public bool HasGoodTexts()
    {
        var before = faults.Count;
        switch (Value.ValueKind)
        {
            case JsonValueKind.String when !Decodes(() => Value.GetString()):
                Add("It is no text: half of a surrogate pair, such as \\ud800 alone, or bytes that are no UTF-8.");
                break;
            case JsonValueKind.Array:
                foreach (var item in Items(int.MaxValue))
                {
                    item.HasGoodTexts();
                }

                break;
            case JsonValueKind.Object when !Decodes(() => Value.EnumerateObject().Select(property => property.Name).ToList()):
                Add("A name in it is no text: half of a surrogate pair, such as \\ud800 alone, or bytes that are no UTF-8.");
                break;
            case JsonValueKind.Object:
                foreach (var property in Value.EnumerateObject())
                {
                    Below(property.Name, property.Value).HasGoodTexts();
                }

                break;
        }

        return faults.Count == before;
    }

    /// <summary>
    /// Whether configuration can hold what is here and everywhere below: it does not tell upper from lower case, and parts names by
    /// colons. Only where every text is good.
    /// </summary>
    public bool HasGoodNames()
    {
        var before = faults.Count;
        switch (Value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in Items(int.MaxValue))
                {
                    item.HasGoodNames();
                }

                break;
            case JsonValueKind.Object:
                foreach (var same in Value.EnumerateObject().GroupBy(property => property.Name, StringComparer.OrdinalIgnoreCase))
                {
                    CheckName(same.Key, [.. same.Select(property => property.Value)]);
                }

                break;
        }

        return faults.Count == before;
    }

    /// <summary>Null where the object has none, or says null.</summary>
    public JsonNodeAt? Optional(string name)
    {
        var found = Value.EnumerateObject()
            .FirstOrDefault(property => names.Equals(property.Name, name));
        return found.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : Below(name, found.Value);
    }

    public JsonNodeAt? Required(string name)
    {
        var found = Optional(name);
        if (found is null)
        {
            Below(name, default).Add("It is missing.");
        }

        return found;
    }

    /// <summary>An empty object in the place of one that is not there.</summary>
    public JsonNodeAt Nothing(string name) => Below(name, JsonElement.Parse("{}"));

    public void Bool()
    {
        if (Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add($"{Shown} is neither true nor false.");
        }
    }

    /// <summary>Null where it is a fault.</summary>
    public string? Text(int maxLength)
    {
        var text = Value.ValueKind is JsonValueKind.String ? Value.GetString()! : null;
        if (text is null)
        {
            Add($"{Shown} is no text.");
        }
        else if (text.Length is 0 || text.Length > maxLength)
        {
            Add($"It has {text.Length} characters; 1 to {maxLength} can be.");
            return null;
        }

        return text;
    }

    /// <summary>Null where it is a fault.</summary>
    public string? OneOf(params string[] known)
    {
        var text = Value.ValueKind is JsonValueKind.String ? Value.GetString() : null;
        var name = known.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            Add($"{Shown} is none of {string.Join(", ", known)}.");
        }

        return name;
    }

    /// <summary>Null where it is a fault.</summary>
    public double? Percentage()
    {
        if (Value.ValueKind is JsonValueKind.Number && Value.GetDouble() is >= 0 and <= 100 and var number)
        {
            return number;
        }

        Add($"{Shown} is no percentage: a number from 0 to 100.");
        return null;
    }

    /// <summary>
    /// Null where it is a fault. Without a date and an offset it would be another moment in each process: by its time zone, and by the
    /// day on which it reads it.
    /// </summary>
    public DateTimeOffset? Time()
    {
        if (Value.ValueKind is JsonValueKind.String && Value.GetString() is { } text
            && (IsoTime().IsMatch(text) || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Add($"{Shown} is no time; one with date and offset is, such as '2026-12-24T18:00:00+01:00' or '2026-12-24T17:00:00Z'.");
        return null;
    }

    public IReadOnlyList<JsonNodeAt> Items(int max)
    {
        if (Value.ValueKind is not JsonValueKind.Array)
        {
            Add($"{Shown} is no list.");
            return [];
        }

        if (Value.GetArrayLength() > max)
        {
            Add($"It has {Value.GetArrayLength()} entries; {max} can be.");
            return [];
        }

        return [.. Value.EnumerateArray().Select((item, at) => new JsonNodeAt(item, $"{path}[{at}]", faults, names))];
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(int max, int maxLength) =>
        [.. Items(max).Select(item => item.Text(maxLength)).OfType<string>()];

    private void CheckName(string name, JsonElement[] values)
    {
        var below = Below(name, values[0]);
        if (values.Length > 1)
        {
            below.Add("It is said more than once.");
        }

        if (name.Contains(':'))
        {
            below.Add("A name has no colon.");
        }

        below.HasGoodNames();
    }

    // Escapes and bytes are turned into text only when they are asked for, and fail then.
    private static bool Decodes(Func<object?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsoTime();

    private string Shown => Value.ValueKind is JsonValueKind.Undefined ? "Nothing"
        : Value.GetRawText() is { Length: > MaxShown } text ? text[..MaxShown] + "…" : Value.GetRawText();

    private JsonNodeAt Below(string name, JsonElement below) =>
        new(below, path.Length == 0 ? name : $"{path}.{name}", faults, names);
}
