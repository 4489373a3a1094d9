using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Aspire.Hosting.Running;

/// <summary>A resource that is a process of this machine.</summary>
internal sealed class ChildProcess : IInstance
{
    private const int LinesKept = 10;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly Queue<string> _lastLines = [];
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process, Action<string> write, TimeProvider time)
    {
        _process = process;
        _time = time;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _exited.TrySetResult();
        Start(process);
        process.StandardInput.Close();
        var read = Task.WhenAll(ReadAsync(process.StandardOutput, write), ReadAsync(process.StandardError, write));
        Ended = EndAsync(read);
    }

    public Task<string> Ended { get; }

    public int Id => _process.Id;

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return [.. _lastLines];
            }
        }
    }

    public static ChildProcess Start(ProcessSpec spec, Action<string> write, TimeProvider time)
    {
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in InheritedEnvironment.WithheldNames())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(new Process { StartInfo = start }, write, time);
    }

    public async Task StopAsync(TimeSpan patience, CancellationToken hurry)
    {
        Signal.Terminate(_process);
        try
        {
            await Ended.WaitAsync(patience, _time, hurry);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended;
        }
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            throw new DistributedApplicationException($"{process.StartInfo.FileName} cannot be started: {fault.Message}", fault);
        }
    }

    private async Task ReadAsync(StreamReader reader, Action<string> write)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lastLines)
            {
                _lastLines.Enqueue(line);
                if (_lastLines.Count > LinesKept)
                {
                    _lastLines.Dequeue();
                }
            }

            write(line);
        }
    }

    private async Task<string> EndAsync(Task read)
    {
        await _exited.Task;
        // A process that it started may hold the pipes open for as long as it lives.
        await Task.WhenAny(read, Task.Delay(LastWords, _time));
        return _process.ExitCode is > 128 and var code && !OperatingSystem.IsWindows()
            ? $"exited with code {code} (signal {code - 128})"
            : $"exited with code {_process.ExitCode}";
    }
}
