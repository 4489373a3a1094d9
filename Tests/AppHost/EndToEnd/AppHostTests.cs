using System.Net;
using System.Net.Sockets;
using AppHost;
using Tests.Tools;

namespace Tests.Hosting.EndToEnd;

/// <summary>The AppHost itself, as far as it goes without its services.</summary>
[Trait("Category", "EndToEnd")]
public sealed class AppHostTests : IDisposable
{
    private static readonly string AppHostPath = typeof(Help).Assembly.Location;

    private readonly TemporaryFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Run_PortsInUse_NamesEachAndStartsNothing()
    {
        using var api = new TcpListener(IPAddress.Loopback, 0);
        using var monitor = new TcpListener(IPAddress.Loopback, 0);
        api.Start();
        monitor.Start();

        await using var run = RunningProcess.DotNet(
            AppHostPath,
            $"--StateFolder={_state.Path}",
            $"--Ports:Api={((IPEndPoint)api.LocalEndpoint).Port}",
            $"--Ports:Deployer={FreePorts.Next()}",
            $"--Ports:Monitor={((IPEndPoint)monitor.LocalEndpoint).Port}");

        (await run.ExitAsync()).Should().Be(1);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().SatisfyRespectively(
            line => line.Should().MatchRegex("^Port [0-9]+ of api is in use: .*--Ports:Api=[0-9]+"),
            line => line.Should().MatchRegex("^Port [0-9]+ of monitor is in use: .*--Ports:Monitor=[0-9]+"));
    }

    [Fact]
    public async Task Run_OutsideDevelopmentWithoutASecret_SaysHowToGiveIt()
    {
        await using var run = RunningProcess.DotNet(
            AppHostPath,
            "--environment=Production",
            $"--StateFolder={_state.Path}",
            $"--Ports:Api={FreePorts.Next()}",
            $"--Ports:Deployer={FreePorts.Next()}",
            $"--Ports:Monitor={FreePorts.Next()}");

        (await run.ExitAsync()).Should().Be(1);
        run.Output.Should().StartWith("The parameter 'webhook-secret' has no value: give --Parameters:webhook-secret=<value>");
    }

    [Fact]
    public async Task Run_FaultInTheComposition_IsOneLine()
    {
        await using var run = RunningProcess.DotNet(AppHostPath, "--Ports:Api=many");

        (await run.ExitAsync()).Should().Be(1);
        run.Output.Trim().Should().Be("Ports:Api is 'many': a port is a number from 1 to 65535.");
    }

    [Fact]
    public async Task Run_AskedForHelp_SaysWhatItCanDo()
    {
        await using var run = RunningProcess.DotNet(AppHostPath, "--help");

        (await run.ExitAsync()).Should().Be(0);
        run.Output.Should().Contain("--publisher manifest").And.Contain("--Ports:Api=8080");
    }
}
