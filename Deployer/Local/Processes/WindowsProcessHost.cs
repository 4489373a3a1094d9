using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace Deployer.Local.Processes;

/// <summary>
/// Windows has no shell that becomes the process it starts, so its output comes here and is written on. When this
/// process
/// is gone the output is lost, but the instance lives on.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessHost(TimeProvider time) : IProcessHost
{
    public IServiceProcess Start(LaunchSpec spec)
    {
        var start = new ProcessStartInfo(DotNetHost.Path)
        {
            WorkingDirectory = spec.Folder,
            ArgumentList = { Path.Combine(spec.Folder, spec.Entry) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNewProcessGroup = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var log = TextWriter.Synchronized(new StreamWriter(spec.LogFile, append: true) { AutoFlush = true });
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
            process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            File.WriteAllText(spec.ProcessFile, ProcessIdentity.Of(process.Id)?.ToString());
            var child = new ChildProcess(process, time);
            _ = CloseAfterAsync(child.Exited, log);
            return child;
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{spec.Entry} could not be started: {exception.Message}", exception);
        }
    }

    public IServiceProcess? Find(string processFile) => AdoptedProcess.Find(processFile, time);

    private static async Task CloseAfterAsync(Task exited, TextWriter log)
    {
        await exited;
        await log.DisposeAsync();
    }
}
