using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tests.Hosting.EndToEnd;

[Trait("Category", "EndToEnd")]
public sealed partial class ApplicationRunTests : IDisposable
{
    private const string Ready = "Ctrl+C stops everything.";

    private readonly TemporaryFolder _state = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _state.Dispose();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Run_Stopped_LeavesNoProcess(string signal)
    {
        await using var run = RunningProcess.Compose("healthy", _state);
        await run.HasWrittenAsync(Ready);
        int[] processes = [await ProcessIdAsync(run, "first"), await ProcessIdAsync(run, "second")];

        await run.SignalAsync(signal);

        (await run.ExitAsync()).Should().Be(0);
        processes.Should().NotContain(id => IsRunning(id));
        run.Output.Should().Contain("apphost | stopped");
    }

    [Fact]
    public async Task Run_ResourceKilled_IsReportedAndStartedAgain()
    {
        await using var run = RunningProcess.Compose("healthy", _state);
        await run.HasWrittenAsync(Ready);
        var killed = await ProcessIdAsync(run, "first");

        await RunningProcess.SignalAsync(killed, "KILL");

        await run.HasWrittenAsync("apphost | first exited with code 137 (signal 9); starting it again in 1 s");
        await run.HasWrittenAsync("apphost | first is healthy again");
        (await ProcessIdAsync(run, "first")).Should().NotBe(killed);
        await run.SignalAsync("INT");
        (await run.ExitAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Run_ResourceFailsAtItsStart_SaysWhichAndHowAndStopsTheOthers()
    {
        await using var run = RunningProcess.Compose("failing", _state);

        (await run.ExitAsync()).Should().Be(1);
        run.Output.Should().Contain("second failed: exited with code 134").And.Contain("    because");
        run.Output.Should().Contain("second  | about to fail").And.NotContain(Ready).And.Contain("apphost | stopped");
    }

    [Fact]
    public async Task Run_ResourceNeverHealthy_SaysWhatItAnswered()
    {
        await using var run = RunningProcess.Compose("deaf", _state, "--StartTimeout=00:00:30");

        (await run.ExitAsync()).Should().Be(1);
        run.Output.Should().MatchRegex("second failed: not healthy within 30 s \\(GET http://localhost:[0-9]+/nowhere answered 404\\)");
    }

    private async Task<int> ProcessIdAsync(RunningProcess run, string name)
    {
        var address = AddressOf(name).Match(run.Output).Groups[1].Value;
        return int.Parse(await _http.GetStringAsync(new Uri($"{address}/pid")), CultureInfo.InvariantCulture);
    }

    private static Regex AddressOf(string name) => new($"^{name} +(http://localhost:[0-9]+) +healthy", RegexOptions.Multiline);

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
