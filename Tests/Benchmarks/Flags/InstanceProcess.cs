using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Benchmarks.Flags;

/// <summary>A <see cref="FlagInstance"/> as a process.</summary>
internal sealed class InstanceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<(string Line, long At)> _lines = Channel.CreateUnbounded<(string, long)>();

    public InstanceProcess(string redis)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(InstanceProcess).Assembly.Location, "flag-instance", redis])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Waits for the next line that starts so; what comes before it is dropped.</summary>
    /// <returns>When it happened in that process.</returns>
    public async Task<long> WhenAsync(string line)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await foreach (var (said, at) in _lines.Reader.ReadAllAsync(patience.Token))
        {
            if (said == line)
            {
                return at;
            }
        }

        throw new InvalidOperationException($"The instance has ended before it said '{line}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
        }
        else if (line.LastIndexOf(' ') is > 0 and var end)
        {
            _lines.Writer.TryWrite((line[..end], long.Parse(line[end..], CultureInfo.InvariantCulture)));
        }
    }
}
