using System.Net;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Access;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Information, "No tokens are configured: the developer's, with the role admin, was put into {File}")]
    public static partial void DeveloperTokenKept(ILogger logger, string file);

    [LoggerMessage(LogLevel.Information, "The tokens changed, {Count} hold now: {Names}")]
    public static partial void TokensChanged(ILogger logger, int count, string names);

    [LoggerMessage(LogLevel.Error, "Tokens could not be taken over: {Faults}")]
    public static partial void TokensFaulty(ILogger logger, string faults);

    [LoggerMessage(LogLevel.Warning, "A token from {Address} was refused: {Reason}")]
    public static partial void TokenRefused(ILogger logger, IPAddress? address, string reason);

    [LoggerMessage(LogLevel.Information, "{Who} ({Role}) asked for {Method} {Route}")]
    public static partial void Asked(ILogger logger, string who, string role, string method, string? route);

    [LoggerMessage(LogLevel.Warning, "{Who} ({Role}) asked for {Method} {Route}, which needs {Needed}")]
    public static partial void Forbidden(
        ILogger logger, string who, string role, string method, string? route, string needed);

    [LoggerMessage(LogLevel.Error, "The issuer of tokens, {Authority}, cannot be asked for its keys: {Reason}")]
    public static partial void IssuerAway(ILogger logger, string? authority, string reason);
}
