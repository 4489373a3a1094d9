using System.Globalization;

namespace Deployer.Local.Processes;

/// <summary>
/// A process id together with what tells it from later users of the same id: the kernel's start ticks and boot id on
/// Linux,
/// the start time elsewhere.
/// </summary>
/// <remarks>proc_pid_stat(5): the second field may hold anything, up to the last parenthesis; field 22 is the start
/// time.</remarks>
internal readonly record struct ProcessIdentity(int Id, string Birth)
{
    private const int StateAfterName = 0;
    private const int StartTimeAfterName = 19;

    /// <summary>
    /// Of the running process with this id; null when there is none, or when it has ended and only its entry is left.
    /// </summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
                var fields = FieldsAfterName(stat);
                return fields is null || fields[StateAfterName] is "Z" or "X"
                    ? null
                    : new ProcessIdentity(id, BirthOf(File.ReadAllText("/proc/sys/kernel/random/boot_id"), fields));
            }

            using var process = System.Diagnostics.Process.GetProcessById(id);
            return process.HasExited
                ? null
                : new ProcessIdentity(id, process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads what a process has written of itself: its id, then, on Linux, the boot id and its own stat line.
    /// </summary>
    public static ProcessIdentity? Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        return lines switch
        {
            [_, var boot, var stat] when FieldsAfterName(stat) is { } fields =>
                new ProcessIdentity(id, BirthOf(boot, fields)),
            [_, var birth] => new ProcessIdentity(id, birth),
            _ => null,
        };
    }

    /// <summary>The form that <see cref="Parse"/> reads, for a process that does not write it itself.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}\n{Birth}\n");

    private static string BirthOf(string boot, string[] fields) => $"{boot.Trim()}/{fields[StartTimeAfterName]}";

    private static string[]? FieldsAfterName(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length > StartTimeAfterName ? fields : null;
    }
}
