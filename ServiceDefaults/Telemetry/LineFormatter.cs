using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// One line an entry, for people: level, category, message. The framework's simple format adds an event number, which for
/// messages without a number of their own is a hash that tells nobody anything.
/// </summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(Short(logEntry.Category));
        textWriter.Write(": ");
        textWriter.Write(OneLine(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" | ");
            textWriter.Write(OneLine(exception.ToString()));
        }

        textWriter.Write(Environment.NewLine);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static ReadOnlySpan<char> Short(string category) => category.AsSpan(category.LastIndexOf('.') + 1);

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce ",
        LogLevel.Debug => "dbug ",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "fail ",
        _ => "crit ",
    };
}
