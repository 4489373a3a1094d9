using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>Makes a change and answers for it.</summary>
internal static class FlagChanges
{
    public static async Task<IResult> WriteAsync(HttpRequest request, FlagStore store, FlagWish wish)
    {
        var asked = FlagPreconditions.Of(request);
        if (asked.Fault is { } fault)
        {
            return FlagProblems.Unreadable(fault);
        }

        var definition = wish.Definition is null ? (JsonElement?)null : Named(wish.Id, wish.Definition);
        if (definition is { } checkable && FlagRules.Check(wish.Id, checkable) is { Count: > 0 } faults)
        {
            return FlagProblems.Invalid(faults);
        }

        var expected = Expected(asked, wish);
        if (expected is null)
        {
            return FlagProblems.Changed(wish.Id, wish.Seen);
        }

        var outcome = await store.ChangeAsync(new FlagEdit(
            wish.Id, definition, expected.Value, wish.User.Identity?.Name ?? "", wish.Why, wish.Kind));
        return Answer(outcome, asked, wish, request.HttpContext.Response);
    }

    /// <summary>Null where what the request names is not what its wish was made from.</summary>
    private static FlagExpectation? Expected(FlagPreconditions asked, FlagWish wish) =>
        !wish.IsSeen ? asked.Expectation
            : asked.IsSaid && !asked.Expectation.Holds(wish.Seen) ? null
            : FlagExpectation.Of(wish.Seen);

    private static IResult Answer(FlagOutcome outcome, FlagPreconditions asked, FlagWish wish, HttpResponse response)
    {
        switch (outcome)
        {
            case { Kind: FlagOutcomeKind.Done, Flag: null }:
                return TypedResults.NoContent();
            case { Kind: FlagOutcomeKind.Done, Flag: { } flag }:
                response.Headers.ETag = FlagPreconditions.ETagOf(flag.Version);
                var view = FlagView.Of(flag, []);
                return asked.Expectation == FlagExpectation.Absent && !wish.IsSeen
                    ? TypedResults.Created($"/api/flags/{flag.Id}", view)
                    : TypedResults.Ok(view);
            case { Kind: FlagOutcomeKind.Missing }:
                return FlagProblems.Missing(wish.Id);
            case { Kind: FlagOutcomeKind.Full }:
                return FlagProblems.Full();
            default:
                return asked.IsSaid || wish.IsSeen
                    ? FlagProblems.Changed(wish.Id, outcome.Flag?.Version)
                    : outcome.Flag is null ? FlagProblems.Missing(wish.Id) : FlagProblems.Unsaid(outcome.Flag);
        }
    }

    // The address says which flag it is; the body need not.
    private static JsonElement Named(string id, JsonObject definition)
    {
        var named = new JsonObject { ["id"] = definition["id"]?.DeepClone() ?? id };
        foreach (var (name, value) in definition.Where(property => property.Key != "id"))
        {
            named[name] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(named, FlagEndpointJson.Default.JsonObject);
    }
}
