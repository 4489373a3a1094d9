using System.Collections.Immutable;
using System.Text.Json;
using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

/// <summary>
/// Reads an object property by property, telling every fault with its place, and in the end every property that nobody
/// asked for. What is missing or wrong comes out as an empty value: a fault stops the generation anyway.
/// </summary>
internal sealed class JsonObjectReader(JsonElement element, string place, Findings findings)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Place => place;

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public string RequiredText(string name)
    {
        if (Take(name) is not { } value)
        {
            findings.Fault(place, $"'{name}' is missing");
            return "";
        }

        return TextOf(value, At(name));
    }

    public string? Text(string name) => Take(name) is { } value ? TextOf(value, At(name)) : null;

    public bool Flag(string name)
    {
        if (Take(name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Wrong(value, At(name), "true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <param name="least">The least value that is taken.</param>
    /// <param name="most">The greatest.</param>
    public int? Number(string name, int least, int most)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong(value, At(name), $"a whole number from {least} to {most}");
        return null;
    }

    public ImmutableArray<string> Texts(string name) =>
        [.. Items(name).Select(item => TextOf(item.Value, item.Place))];

    /// <summary>Each name once: of several the last counts, which is told.</summary>
    public ImmutableArray<KeyValuePair<string, string>> TextMap(string name)
    {
        var texts = new List<KeyValuePair<string, string>>();
        foreach (var (key, value, at) in Properties(name))
        {
            if (texts.RemoveAll(text => text.Key == key) > 0)
            {
                findings.Note(NoteKind.Adjusted, at, "stands there more than once; the last one counts");
            }

            texts.Add(new(key, TextOf(value, at)));
        }

        return [.. texts];
    }

    public ImmutableArray<JsonObjectReader> ObjectList(string name) =>
        [.. Items(name).Select(item => ObjectAt(item.Value, item.Place)).OfType<JsonObjectReader>()];

    public IEnumerable<(string Name, JsonObjectReader Reader)> ObjectMap(string name) =>
        from property in Properties(name)
        let reader = ObjectAt(property.Value, property.Place)
        where reader is not null
        select (property.Name, reader);

    public JsonObjectReader? Object(string name) => Take(name) is { } value ? ObjectAt(value, At(name)) : null;

    /// <summary>The names of those properties that nobody has asked for yet and that are objects.</summary>
    public ImmutableArray<string> UnreadObjects() =>
    [
        .. element.EnumerateObject()
            .Where(property => !_read.Contains(property.Name) && property.Value.ValueKind == JsonValueKind.Object)
            .Select(property => property.Name),
    ];

    /// <summary>Nobody wants this one; it is said elsewhere why.</summary>
    public void Ignore(string name) => _read.Add(name);

    /// <summary>Tells what nobody asked for.</summary>
    public void Finish()
    {
        foreach (var property in element.EnumerateObject().Where(property => !_read.Contains(property.Name)))
        {
            findings.Note(NoteKind.LeftOut, At(property.Name), "nothing here knows this property");
        }
    }

    private IEnumerable<(JsonElement Value, string Place)> Items(string name)
    {
        if (Take(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Select((item, index) => (item, $"{At(name)}[{index}]"));
        }

        Wrong(value, At(name), "a list");
        return [];
    }

    private IEnumerable<(string Name, JsonElement Value, string Place)> Properties(string name)
    {
        if (Take(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.EnumerateObject().Select(property => (property.Name, property.Value, $"{At(name)}.{property.Name}"));
        }

        Wrong(value, At(name), "an object");
        return [];
    }

    private JsonObjectReader? ObjectAt(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return new JsonObjectReader(value, at, findings);
        }

        Wrong(value, at, "an object");
        return null;
    }

    private JsonElement? Take(string name)
    {
        _read.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string TextOf(JsonElement value, string at)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                // Not what the schema says, but what it means is beyond doubt.
                return value.GetRawText();
            default:
                Wrong(value, at, "text");
                return "";
        }
    }

    private void Wrong(JsonElement value, string at, string expected)
    {
        // A list or an object would be long, and may hold what nobody wants in a log.
        var shown = value.ValueKind switch
        {
            JsonValueKind.Array => "a list",
            JsonValueKind.Object => "an object",
            _ => $"'{value}'",
        };
        findings.Fault(at, $"is {shown}, and must be {expected}");
    }

    // The root needs no name: «resources.api» is beyond doubt.
    private string At(string name) => place.Length == 0 ? name : $"{place}.{name}";
}
