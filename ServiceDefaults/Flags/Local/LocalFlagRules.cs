using System.Text.Json;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Local;

/// <summary>Checks the flags of a file as the API checks those that are written by it.</summary>
internal static class LocalFlagRules
{
    private const string Section = "feature_management";
    private const string List = "feature_flags";

    // As the framework reads configuration.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Every fault of every flag, with its place; of what else is in the file only that its texts are some.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<string> Check(string content)
    {
        using var document = JsonDocument.Parse(content, Lenient);
        if (FlagRules.CheckTexts(document.RootElement) is { Count: > 0 } texts)
        {
            return [.. texts.Select(fault => fault.ToString())];
        }

        return Member(Member(document.RootElement, Section), List) is { ValueKind: JsonValueKind.Array } flags
            ?
            [
                .. flags.EnumerateArray().SelectMany((flag, index) =>
                    FlagRules.Check(IdOf(flag), flag).Select(fault => $"{Section}.{List}[{index}].{fault}")),
            ]
            : [];
    }

    private static string IdOf(JsonElement flag) =>
        Member(flag, "id") is { ValueKind: JsonValueKind.String } id ? id.GetString()! : "";

    // Keys of configuration have no case.
    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } map
        ? map.EnumerateObject().Where(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(property => (JsonElement?)property.Value).LastOrDefault()
        : null;
}
