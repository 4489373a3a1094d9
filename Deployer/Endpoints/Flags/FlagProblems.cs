using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>Why a request for a flag cannot be met, and what to do.</summary>
internal static class FlagProblems
{
    public static ProblemHttpResult Missing(string id) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, detail: $"There is no flag '{id}'.");

    public static ProblemHttpResult Unreadable(string fault) =>
        TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: fault);

    public static ValidationProblem Invalid(IReadOnlyList<FlagFault> faults) => TypedResults.ValidationProblem(
        faults.GroupBy(fault => fault.Path).ToDictionary(
            path => path.Key, path => path.Select(fault => fault.Message).ToArray()),
        title: "The definition is not valid");

    /// <param name="version">As the flag is now; null where there is none.</param>
    public static ProblemHttpResult Changed(string id, string? version) => TypedResults.Problem(
        statusCode: StatusCodes.Status412PreconditionFailed,
        detail: version is null
            ? $"There is no flag '{id}' any more, or not yet."
            : $"Flag '{id}' has been changed meanwhile: it is {FlagPreconditions.ETagOf(version)} now. Look at it again.");

    public static ProblemHttpResult Unsaid(StoredFlag flag) => TypedResults.Problem(
        statusCode: StatusCodes.Status428PreconditionRequired,
        detail: $"Flag '{flag.Id}' exists. Say which state of it this is meant for: If-Match: " +
            $"{FlagPreconditions.ETagOf(flag.Version)}, as it is now, or If-Match: * for whatever it is.");

    public static ProblemHttpResult NoPartOf(StoredFlag flag) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict,
        detail: $"Flag '{flag.Id}' cannot be changed in part, for its document in Redis is not valid: {flag.Fault} " +
            "Write it whole (PUT), revert it or delete it.");

    public static ProblemHttpResult Full() => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict,
        detail: $"There are {FlagStore.MaxFlags} flags already: delete some that nobody uses first.");

    public static ProblemHttpResult NothingToRevertTo(string id, string? version) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        detail: version is null
            ? $"Flag '{id}' was never changed."
            : $"The history of flag '{id}' has no change '{version}'.");
}
