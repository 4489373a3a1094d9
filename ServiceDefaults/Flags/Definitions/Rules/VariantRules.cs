namespace ServiceDefaults.Flags.Definitions.Rules;

/// <summary>The variants of a flag, and who gets which.</summary>
internal static class VariantRules
{
    private const int MaxVariants = 20;
    private const int MaxEntries = 1000;
    private const int MaxName = 200;

    public static void Check(JsonNodeAt flag)
    {
        var variants = Variants(flag.Optional("variants")?.Items(MaxVariants) ?? []);
        if (flag.Optional("allocation") is not { } allocation
            || !allocation.IsObjectOf(
                "default_when_enabled", "default_when_disabled", "user", "group", "percentile", "seed"))
        {
            return;
        }

        allocation.Optional("seed")?.Text(MaxName);
        Known(allocation.Optional("default_when_enabled"));
        Known(allocation.Optional("default_when_disabled"));
        CheckNames("user", "users");
        CheckNames("group", "groups");
        foreach (var part in allocation.Optional("percentile")?.Items(MaxEntries) ?? [])
        {
            if (part.IsObjectOf("variant", "from", "to"))
            {
                Known(part.Required("variant"));
                if (part.Required("from")?.Percentage() is { } from && part.Required("to")?.Percentage() is { } to && from > to)
                {
                    part.Add($"It goes from {from} to {to}: the end is before the start.");
                }
            }
        }

        void CheckNames(string kind, string names)
        {
            foreach (var part in allocation.Optional(kind)?.Items(MaxEntries) ?? [])
            {
                if (part.IsObjectOf("variant", names))
                {
                    Known(part.Required("variant"));
                    part.Required(names)?.Texts(MaxEntries, MaxName);
                }
            }
        }

        void Known(JsonNodeAt? variant)
        {
            if (variant?.Text(MaxName) is { } name && !variants.Contains(name))
            {
                variant.Add(variants.Count == 0
                    ? $"'{name}' is no variant of the flag: it has none."
                    : $"'{name}' is no variant of the flag; those are {string.Join(", ", variants)}.");
            }
        }
    }

    private static List<string> Variants(IReadOnlyList<JsonNodeAt> variants)
    {
        var names = new List<string>();
        foreach (var variant in variants)
        {
            if (!variant.IsObjectOf("name", "configuration_value", "status_override"))
            {
                continue;
            }

            variant.Optional("status_override")?.OneOf("None", "Enabled", "Disabled");
            if (variant.Required("name")?.Text(MaxName) is { } name)
            {
                if (names.Contains(name))
                {
                    variant.Add($"There are two variants '{name}'.");
                }

                names.Add(name);
            }
        }

        return names;
    }
}
