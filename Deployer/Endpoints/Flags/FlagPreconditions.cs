using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>What the headers of RFC 9110, section 13, ask to hold before a flag is changed.</summary>
/// <param name="IsSaid">Whether there was a header at all.</param>
/// <param name="Fault">Why they cannot be followed; null where they can.</param>
internal sealed record FlagPreconditions(FlagExpectation Expectation, bool IsSaid, string? Fault)
{
    public static string ETagOf(string version) => $"\"{version}\"";

    public static FlagPreconditions Of(HttpRequest request)
    {
        string match = request.Headers.IfMatch.ToString(), noneMatch = request.Headers.IfNoneMatch.ToString();
        return (match, noneMatch) switch
        {
            ("", "") => new(FlagExpectation.Absent, IsSaid: false, null),
            ("*", "") => new(FlagExpectation.Some, IsSaid: true, null),
            ("", "*") => new(FlagExpectation.Absent, IsSaid: true, null),
            (['"', .. var version, '"'], "") when !version.Contains('"') =>
                new(FlagExpectation.Of(version), IsSaid: true, null),
            _ => new(
                FlagExpectation.Absent,
                IsSaid: true,
                "If-Match takes one ETag, such as \"17.1795622400123.9f3a1b2c\" with its quotation marks, or *; " +
                "If-None-Match takes *; not both."),
        };
    }
}
