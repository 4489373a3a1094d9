using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Deployer.Local.Processes;

/// <summary>
/// Starts a process through the shell, which gives it a log file instead of a pipe to us, a session of its own (so that
/// Ctrl+C reaches it through us only), writes down its identity, and then becomes it: the process id stays the same.
/// </summary>
internal sealed partial class UnixProcessHost(TimeProvider time) : IProcessHost
{
    // $1: process file, $2: log file, then the command.
    private const string Script =
        """
        [ -r /proc/$$/stat ] && { echo $$; cat /proc/sys/kernel/random/boot_id /proc/$$/stat; } >"$1"
        exec </dev/null >>"$2" 2>&1
        shift 2
        command -v setsid >/dev/null && exec setsid "$@"
        exec "$@"
        """;

    public IServiceProcess Start(LaunchSpec spec)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = spec.Folder,
            ArgumentList = { "-c", Script, "sh", spec.ProcessFile, spec.LogFile },
        };
        start.Environment.Clear();
        var odd = new List<string>();
        foreach (var (name, value) in spec.Environment)
        {
            if (ShellNamePattern().IsMatch(name))
            {
                start.Environment[name] = value;
            }
            else
            {
                odd.Add($"{name}={value}");
            }
        }

        // Some shells drop variables that could not be theirs, such as services__my-api__http__0.
        foreach (var argument in odd.Count == 0 ? [] : odd.Prepend("env"))
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(DotNetHost.Path);
        start.ArgumentList.Add(Path.Combine(spec.Folder, spec.Entry));
        try
        {
            var process = Process.Start(start)!;
            if (!OperatingSystem.IsLinux())
            {
                File.WriteAllText(spec.ProcessFile, ProcessIdentity.Of(process.Id)?.ToString());
            }

            return new ChildProcess(process, time);
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{spec.Entry} could not be started: {exception.Message}", exception);
        }
    }

    public IServiceProcess? Find(string processFile) => AdoptedProcess.Find(processFile, time);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex ShellNamePattern();
}
