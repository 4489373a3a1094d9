using System.Buffers;
using System.Text;
using System.Text.Json;
using ServiceDefaults.Flags.Definitions.Rules;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>
/// What a definition must be, by Microsoft's schema of feature flags
/// (github.com/microsoft/FeatureManagement, schema 2.0.0) and by the parameters that each filter takes.
/// </summary>
public static class FlagRules
{
    /// <summary>Bytes of a definition in UTF-8.</summary>
    public const int MaxBytes = 32 * 1024;

    private const int MaxIdLength = 100;
    private const int MaxDescription = 1000;
    private static readonly SearchValues<char> InIds =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    /// <summary>Whether a flag can be named so: 1 to 100 letters, digits, '-', '_' and '.', the first a letter or digit.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && char.IsAsciiLetterOrDigit(id[0])
        && !id.AsSpan().ContainsAnyExcept(InIds);

    /// <summary>Every name and text in it that is none, such as half of a surrogate pair: nothing can be done with those.</summary>
    public static IReadOnlyList<FlagFault> CheckTexts(JsonElement value)
    {
        var faults = new List<FlagFault>();
        new JsonNodeAt(value, "", faults, StringComparer.Ordinal).HasGoodTexts();
        return faults;
    }

    /// <summary>Every fault of the definition; none where it is valid.</summary>
    /// <param name="id">The flag that it is to define; the definition's own must be the same.</param>
    public static IReadOnlyList<FlagFault> Check(string id, JsonElement definition)
    {
        var faults = new List<FlagFault>();
        if (!IsId(id))
        {
            faults.Add(new FlagFault(
                "id", $"'{id}' names no flag: 1 to {MaxIdLength} letters, digits, '-', '_' and '.', the first a letter or digit."));
        }

        if (Encoding.UTF8.GetByteCount(definition.GetRawText()) > MaxBytes)
        {
            faults.Add(new FlagFault("", $"The definition is larger than {MaxBytes} bytes."));
            return faults;
        }

        var flag = new JsonNodeAt(definition, "", faults, StringComparer.Ordinal);
        if (flag.HasGoodTexts() && flag.HasGoodNames())
        {
            Check(id, flag);
        }

        return faults;
    }

    private static void Check(string id, JsonNodeAt flag)
    {
        if (!flag.IsObjectOf(
            "id", "enabled", "description", "display_name", "conditions", "variants", "allocation", "telemetry"))
        {
            return;
        }

        if (flag.Required("id")?.Text(MaxIdLength) is { } own && !own.Equals(id, StringComparison.OrdinalIgnoreCase))
        {
            flag.Required("id")!.Add($"'{own}' is not the flag that is defined, '{id}'.");
        }

        flag.Required("enabled")?.Bool();
        flag.Optional("description")?.Text(MaxDescription);
        flag.Optional("display_name")?.Text(MaxDescription);
        if (flag.Optional("conditions") is { } conditions)
        {
            ConditionRules.Check(conditions);
        }

        VariantRules.Check(flag);
        if (flag.Optional("telemetry") is { } telemetry && telemetry.IsObjectOf("enabled", "metadata"))
        {
            telemetry.Optional("enabled")?.Bool();
            telemetry.Optional("metadata")?.IsObject();
        }
    }
}
