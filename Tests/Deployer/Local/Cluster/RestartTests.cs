using System.Globalization;
using static Tests.Local.Cluster.ClusterHost;

namespace Tests.Local.Cluster;

/// <summary>What becomes of the instances when the Deployer goes, gently or not.</summary>
[Trait("Category", "EndToEnd")]
public sealed class RestartTests
{
    [Fact]
    public async Task Start_AfterKill_TakesTheInstancesOver()
    {
        await using var host = await StartAsync(stable: 2);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var before = await ProcessesAsync(host);
        var names = (await host.InstancesAsync(Stable)).Select(instance => instance.Name).ToList();

        await host.AbandonAsync();
        before.Should().OnlyContain(process => ProcessTable.Runs(process));
        await host.StartAgainAsync();
        await host.CompletedAsync(Stable, release);

        (await ProcessesAsync(host)).Should().BeEquivalentTo(before);
        (await host.InstancesAsync(Stable)).Select(instance => instance.Name).Should().BeEquivalentTo(names);
    }

    [Fact]
    public async Task Start_AfterKillWithARaisedFloor_StopsNoneOfThem()
    {
        await using var host = await StartAsync(stable: 1);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        (await host.Cluster.SetFloorAsync(Stable, 3, default)).Should().Be(3);
        await host.ObservedAsync(Stable, seen => seen.Progress is { Wanted: 3, IsComplete: true });
        var before = await ProcessesAsync(host);

        await host.AbandonAsync();
        await host.StartAgainAsync();
        await host.ObservedAsync(Stable, seen => seen.Progress is { Wanted: 3, IsComplete: true });

        (await ProcessesAsync(host)).Should().BeEquivalentTo(before);
        await host.Cluster.SetFloorAsync(Stable, null, default);
        await host.ObservedAsync(Stable, seen => seen.Progress is { Wanted: 1, IsComplete: true });
    }

    [Fact]
    public async Task Start_AfterKillDuringRollout_CompletesIt()
    {
        await using var host = await StartAsync(stable: 2);
        var (old, fresh) = (host.Images.Make("old"), host.Images.Make("fresh"));
        await host.RollAsync(Stable, old);
        await host.CompletedAsync(Stable, old);
        var before = await ProcessesAsync(host);

        await host.RollAsync(Stable, fresh);
        await host.ObservedAsync(Stable, seen => seen.Progress.Updated > 0);
        await host.AbandonAsync();
        await host.StartAgainAsync();
        await host.CompletedAsync(Stable, fresh);

        await host.StopAsync();
        before.Should().NotContain(process => ProcessTable.Runs(process));
    }

    [Fact]
    public async Task Start_AfterKillAndInstanceGone_ReplacesIt()
    {
        await using var host = await StartAsync(stable: 2);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var victim = (await ProcessesAsync(host))[0];

        await host.AbandonAsync();
        using (var process = System.Diagnostics.Process.GetProcessById(victim))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await host.StartAgainAsync();
        await host.CompletedAsync(Stable, release);
        (await ProcessesAsync(host)).Should().HaveCount(2).And.NotContain(victim);
    }

    [Fact]
    public async Task Stop_LeavesNoProcess_AndTheNextStartBringsTheTemplateUp()
    {
        await using var host = await StartAsync(stable: 2);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var before = await ProcessesAsync(host);

        await host.StopAsync();
        before.Should().NotContain(process => ProcessTable.Runs(process));

        await host.AbandonAsync();
        await host.StartAgainAsync();
        await host.CompletedAsync(Stable, release);
    }

    [Fact]
    public async Task Dispose_WithoutStop_LeavesNoProcessEither()
    {
        await using var host = await StartAsync(stable: 1);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var before = await ProcessesAsync(host);

        await host.Cluster.DisposeAsync();

        before.Should().NotContain(process => ProcessTable.Runs(process));
    }

    [Fact]
    public async Task Start_StateFolderInUse_SaysSo()
    {
        await using var host = await StartAsync();

        var start = () => host.StartSecondAsync();

        (await start.Should().ThrowAsync<IOException>()).WithMessage("another Deployer runs on this state folder*");
    }

    [Fact]
    public async Task Start_WorkloadFileLost_LeavesNoOrphan()
    {
        await using var host = await StartAsync(stable: 2);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var before = await ProcessesAsync(host);

        await host.AbandonAsync();
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "cluster", "workloads", "api.stable.json"), "{ cut sho");
        await host.StartAgainAsync();

        await Eventually.TrueAsync(() => !before.Exists(ProcessTable.Runs));
        (await host.Cluster.ObserveAsync(Stable, CancellationToken.None)).Template.Should().BeNull();
    }

    private static async Task<List<int>> ProcessesAsync(ClusterHost host)
    {
        var count = (await host.InstancesAsync(Stable)).Count;
        var processes = new HashSet<int>();
        for (var i = 0; i < count * 2; i++)
        {
            processes.Add(int.Parse(await host.Client.GetStringAsync("/process"), CultureInfo.InvariantCulture));
        }

        return [.. processes.Order()];
    }
}
