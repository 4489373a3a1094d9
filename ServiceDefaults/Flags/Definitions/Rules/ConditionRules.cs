using System.Text.Json;

namespace ServiceDefaults.Flags.Definitions.Rules;

/// <summary>The filters of a flag, and how they go together.</summary>
internal static class ConditionRules
{
    private const int MaxFilters = 20;

    public static void Check(JsonNodeAt conditions)
    {
        if (!conditions.IsObjectOf("requirement_type", "client_filters"))
        {
            return;
        }

        var requirement = conditions.Optional("requirement_type")?.OneOf("Any", "All");
        var filters = conditions.Optional("client_filters")?.Items(MaxFilters) ?? [];
        var kills = filters.Count(filter => NameOf(filter) == FilterNames.KillOnAlert);
        if (kills > 0 && filters.Count > 1 && requirement != "All")
        {
            conditions.Add(
                $"With {FilterNames.KillOnAlert} beside other filters the requirement_type must be All: that filter lets " +
                "everybody pass until it kills the flag.");
        }
    }

    /// <summary>Checks a filter; its full name, null where it is none.</summary>
    private static string? NameOf(JsonNodeAt filter)
    {
        if (!filter.IsObjectOf("name", "parameters") || filter.Required("name") is not { } named)
        {
            return null;
        }

        var name = named.Value.ValueKind is JsonValueKind.String ? FilterNames.FullNameOf(named.Value.GetString()!) : null;
        if (name is null)
        {
            named.OneOf([.. FilterNames.All]);
            return null;
        }

        // What a filter must be told and is not is found missing in nothing said, too.
        var parameters = filter.Optional("parameters") ?? filter.Nothing("parameters");
        FilterRules.Check(name, parameters.OfAnyCase());
        return name;
    }
}
