using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Running;

namespace Tests.Hosting.EndToEnd;

[Trait("Category", "EndToEnd")]
public sealed class ChildProcessTests
{
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Stop_ProcessThatDoesNotListen_IsKilledWithWhatItStarted()
    {
        var shell = Shell("trap '' TERM; sleep 300 & echo $!; while true; do wait; done");
        using var started = Process.GetProcessById(int.Parse(await _firstLine.Task, CultureInfo.InvariantCulture));

        await shell.StopAsync(TimeSpan.FromMilliseconds(200), default);

        (await shell.Ended).Should().Be("exited with code 137 (signal 9)");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await started.WaitForExitAsync(patience.Token);
    }

    [Fact]
    public async Task Ended_ProcessItStartedKeepsThePipes_DoesNotWaitForIt()
    {
        var shell = Shell("sleep 300 & echo $!; exit 3");
        using var started = Process.GetProcessById(int.Parse(await _firstLine.Task, CultureInfo.InvariantCulture));

        (await shell.Ended.WaitAsync(TimeSpan.FromSeconds(20))).Should().Be("exited with code 3");

        started.HasExited.Should().BeFalse();
        started.Kill();
    }

    [Fact]
    public async Task LastLines_ManyLines_AreTheLastTen()
    {
        var shell = Shell("for i in $(seq 1 12); do echo line $i; done");

        await shell.Ended;

        shell.LastLines.Should().Equal(Enumerable.Range(3, 10).Select(number => $"line {number}"));
    }

    private ChildProcess Shell(string script) => ChildProcess.Start(
        new ProcessSpec("/bin/sh", ["-c", script], Path.GetTempPath(), new Dictionary<string, string>()),
        line => _firstLine.TrySetResult(line),
        TimeProvider.System);
}
