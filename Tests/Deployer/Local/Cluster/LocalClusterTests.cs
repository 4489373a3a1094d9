using System.Globalization;
using System.Net;
using Deployer.Rollouts;
using static Tests.Local.Cluster.ClusterHost;

namespace Tests.Local.Cluster;

[Trait("Category", "EndToEnd")]
public sealed class LocalClusterTests
{
    [Fact]
    public async Task Roll_FirstRelease_IsServedAsItself()
    {
        await using var host = await StartAsync();
        var release = host.Images.Make("one");

        await host.RollAsync(Canary, release);
        await host.CompletedAsync(Canary, release);

        var instance = (await host.InstancesAsync(Canary)).Should().ContainSingle().Subject;
        instance.Name.Should().MatchRegex("^api-canary-[0-9a-f]{6}$");
        instance.Ready.Should().BeTrue();
        instance.State.Should().Be("Running");
        instance.Version.Should().Be("1.2.3");
        (await host.Client.GetStringAsync("/")).Should().Be($"{instance.Name} {release.Digest}");
        (await host.Client.GetStringAsync("/environment/Some__Key")).Should().Be("some value");
        (await host.Client.GetStringAsync("/environment/services__odd-name__http__0")).Should().Be("http://there");
        (await host.Client.GetStringAsync("/environment/Instance__Image")).Should().Be("api:canary");
        (await host.Client.GetStringAsync("/environment/ASPNETCORE_URLS")).Should().Be($"http://{instance.Address}");
    }

    [Fact]
    public async Task Address_WithoutReadyInstance_Answers503AndWhenToComeAgain()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync("/");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("\n").And.Contain("No instance is ready");
    }

    [Fact]
    public async Task Address_TwoTracks_SharesByReadyInstances()
    {
        await using var host = await StartAsync(stable: 3);
        var (old, fresh) = (host.Images.Make("old"), host.Images.Make("fresh"));
        await host.RollAsync(Stable, old);
        await host.RollAsync(Canary, fresh);
        await host.CompletedAsync(Stable, old);
        await host.CompletedAsync(Canary, fresh);

        var answers = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add(await host.Client.GetStringAsync("/"));
        }

        answers.GroupBy(answer => answer).Should().HaveCount(4).And.OnlyContain(group => group.Count() == 10);
    }

    [Fact]
    public async Task Roll_UnderLoad_FailsNoRequest()
    {
        await using var host = await StartAsync(stable: 2);
        var (old, fresh) = (host.Images.Make("old"), host.Images.Make("fresh"));
        await host.RollAsync(Stable, old);
        await host.CompletedAsync(Stable, old);
        await using var load = Load.Start(host.Client.BaseAddress!);

        await host.RollAsync(Stable, fresh);
        await host.CompletedAsync(Stable, fresh);

        (await load.StopAsync()).Should().BeEmpty();
        load.Answered.Should().BePositive();
        (await host.Client.GetStringAsync("/")).Should().EndWith(fresh.Digest.ToString());
    }

    [Fact]
    public async Task Roll_WhileRequestIsUnderWay_LetsItFinish()
    {
        await using var host = await StartAsync();
        var (old, fresh) = (host.Images.Make("old"), host.Images.Make("fresh"));
        await host.RollAsync(Stable, old);
        await host.CompletedAsync(Stable, old);

        // Requests of 0.7 s follow one another until the old instance is gone: some are with it when it is to go.
        var rolling = host.RollAsync(Stable, fresh);
        var answers = new List<string>();
        while (answers.Count == 0 || answers[^1].EndsWith(old.Digest.ToString(), StringComparison.Ordinal))
        {
            answers.Add(await host.Client.GetStringAsync("/slow"));
        }

        await rolling;
        await host.CompletedAsync(Stable, fresh);
    }

    [Fact]
    public async Task Roll_BuildThatCrashes_IsReportedAndTheOldOneServesOn()
    {
        await using var host = await StartAsync();
        var (good, bad) = (host.Images.Make("good"), host.Images.Make("bad", "crash"));
        await host.RollAsync(Canary, good);
        await host.CompletedAsync(Canary, good);

        await host.RollAsync(Canary, bad);
        var seen = await host.ObservedAsync(Canary, observation => observation.Faults.Count > 0);

        var fault = seen.Faults.Should().ContainSingle().Subject;
        fault.Reason.Should().Be("CrashLoopBackOff");
        fault.Message.Should().Contain("exited with code 3").And.Contain("boom");
        seen.Progress.Should().Be(new RolloutProgress(Wanted: 1, Updated: 1, Available: 0, Outdated: 1));
        (await host.Client.GetStringAsync("/")).Should().EndWith(good.Digest.ToString());

        await host.RollAsync(Canary, good);
        await host.CompletedAsync(Canary, good);
        (await host.InstancesAsync(Canary)).Where(instance => instance.State == "Running").Should().ContainSingle()
            .Which.Restarts.Should().Be(0, "the good instance was never touched");
    }

    [Theory]
    [InlineData(false, "ErrImagePull")]
    [InlineData(true, "CreateContainerError")]
    public async Task Roll_ImageThatCannotBeStarted_IsReported(bool exists, string reason)
    {
        await using var host = await StartAsync();
        var release = host.Images.Make("gone");
        if (exists)
        {
            host.Images.DeleteEntry(release);
        }
        else
        {
            host.Images.Delete(release);
        }

        await host.RollAsync(Canary, release);

        var seen = await host.ObservedAsync(Canary, observation => observation.Faults.Count > 0);
        seen.Faults[0].Reason.Should().Be(reason);
        seen.Faults[0].Message.Should().Contain(release.Digest.ToString());
    }

    [Fact]
    public async Task Instance_LivenessFails_IsRestartedUnderItsName()
    {
        await using var host = await StartAsync();
        var release = host.Images.Make("one");
        await host.RollAsync(Canary, release);
        await host.CompletedAsync(Canary, release);
        var before = (await host.InstancesAsync(Canary))[0];
        var process = await host.Client.GetStringAsync("/process");

        await host.Client.PostAsync("/sick", null);
        await host.ObservedAsync(Canary, seen => seen.Progress.Available == 0);
        await host.CompletedAsync(Canary, release);

        var after = (await host.InstancesAsync(Canary)).Should().ContainSingle().Subject;
        after.Name.Should().Be(before.Name);
        after.Restarts.Should().Be(1);
        (await host.Client.GetStringAsync("/process")).Should().NotBe(process);
    }

    [Fact]
    public async Task Instance_StartupNeverSucceeds_IsReported()
    {
        await using var host = await StartAsync(
            1, ("Local:Services:api:Tracks:canary:Startup:FailureThreshold", "8"));
        await host.RollAsync(Canary, host.Images.Make("deaf", "deaf"));

        var seen = await host.ObservedAsync(Canary, observation => observation.Faults.Count > 0);

        seen.Faults[0].Message.Should().Contain("Startup probe failed");
    }

    [Fact]
    public async Task Instance_Killed_IsReplacedAndNoRequestFails()
    {
        await using var host = await StartAsync(stable: 2);
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.CompletedAsync(Stable, release);
        var victim = int.Parse(await host.Client.GetStringAsync("/process"), CultureInfo.InvariantCulture);

        using (var process = System.Diagnostics.Process.GetProcessById(victim))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        // Those that meet the dead one are sent on to the other one.
        for (var i = 0; i < 20; i++)
        {
            using var answer = await host.Client.PostAsync("/echo", new StringContent("hello"));
            (await answer.Content.ReadAsStringAsync()).Should().Be("hello");
        }

        await host.ObservedAsync(Stable, seen => seen.Progress.IsComplete);
        (await host.InstancesAsync(Stable)).Sum(instance => instance.Restarts).Should().Be(1);
    }

    [Fact]
    public async Task Scaler_BusyInstance_AddsOthersAndTakesThemAwayLater()
    {
        await using var host = await StartAsync(
            1,
            ("Local:ScalingPeriod", "00:00:00.2"),
            ("Local:Services:api:Tracks:stable:MaxReplicas", "2"),
            ("Local:Services:api:Tracks:stable:TargetCpuPercent", "100"),
            ("Local:Services:api:Tracks:stable:CpuRequest", "0.1"),
            // So long that a moment in which the machine gives it no core does not count as rest.
            ("Local:Services:api:Tracks:stable:ScaleDownStabilization", "00:00:01"));
        var release = host.Images.Make("one");
        await host.RollAsync(Stable, release);
        await host.ObservedAsync(Stable, seen => seen.Progress.Available > 0);

        // Itself: the front door may choose the other one.
        using var busy = new HttpClient { BaseAddress = new Uri($"http://{(await host.InstancesAsync(Stable))[0].Address}") };
        (await busy.PostAsync("/burn", null)).EnsureSuccessStatusCode();
        await host.ObservedAsync(Stable, seen => seen.Progress is { Wanted: 2, Available: 2 });

        (await busy.PostAsync("/rest", null)).EnsureSuccessStatusCode();
        await host.ObservedAsync(Stable, seen => seen.Progress is { Wanted: 1, Updated: 1 });
    }

    [Fact]
    public async Task Start_AddressInUse_NamesItAndItsKey()
    {
        await using var host = await StartAsync();
        var address = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var start = () => StartAsync(1, ("Local:Services:api:Address", address));

        (await start.Should().ThrowAsync<IOException>())
            .WithMessage($"{address}/ (Local:Services:api:Address) cannot be listened on: *address already in use.");
    }
}
