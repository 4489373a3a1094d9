using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Local.Session;

namespace Tests.EndToEnd;

/// <summary>The story of a release, with every process real: AppHost, Redis, Deployer, Monitor, and the Api's instances.</summary>
[Trait("Category", "EndToEnd")]
public sealed class SystemTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private static readonly TimeSpan Limit = Eventually.Longest;
    private readonly RunningSystem _system = fixture.System;

    [Fact]
    public async Task Start_Stable_RunsThreeInstancesOfTheWorkingTree()
    {
        await StableIsCompleteAsync();

        var stable = await TrackAsync("stable");

        stable.GetProperty("image").GetString().Should().StartWith("api:stable@sha256:");
        stable.GetProperty("rollout").GetProperty("progress").GetProperty("wanted").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Push_GoodCanary_SharesTheOneAddressByReadyInstances()
    {
        await StableIsCompleteAsync();
        var digest = await _system.BuildAsync("api:canary", $"good {Guid.NewGuid()}");

        var rollout = await _system.UntilEndedAsync(await _system.CallWebhookAsync("api:canary"), Limit);

        Phase(rollout).Should().Be("Succeeded");
        rollout.GetProperty("digest").GetString().Should().Be(digest.ToString());
        var share = (await TrackAsync("canary")).GetProperty("share").GetDouble();
        var answers = await AnswersAsync(400);
        answers.Should().OnlyContain(answer => answer == "stable" || answer == "canary");
        answers.Count(answer => answer == "canary").Should().BeInRange((int)(share * 240), (int)(share * 560));
    }

    [Fact]
    public async Task Push_CrashingCanary_IsRolledBackToTheLastGoodOneAndNobodyNotices()
    {
        await StableIsCompleteAsync();
        var good = await _system.BuildAsync("api:canary", $"good {Guid.NewGuid()}");
        await _system.UntilEndedAsync(await _system.CallWebhookAsync("api:canary"), Limit);
        await _system.BuildAsync(
            "api:canary", $"bad {Guid.NewGuid()}", folder => File.WriteAllText(Path.Combine(folder, "Api.dll"), "no code"));

        var rolling = _system.UntilEndedAsync(await _system.CallWebhookAsync("api:canary"), Limit);
        var answers = await AnswersAsync(200);
        var rollout = await rolling;

        Phase(rollout).Should().Be("RolledBack");
        rollout.GetProperty("message").GetString().Should().Contain("CrashLoopBackOff");
        answers.Should().NotContain("failed");
        (await TrackAsync("canary")).GetProperty("image").GetString().Should().EndWith(good.ToString());
    }

    [Fact]
    public async Task Kill_DeployerInTheMiddleOfARollout_TheRolloutCompletesAndNoProcessIsLeftBehind()
    {
        await StableIsCompleteAsync();
        var digest = await _system.BuildAsync("api:stable", $"after the kill {Guid.NewGuid()}");
        var location = await _system.CallWebhookAsync("api:stable");
        await _system.UntilAsync(Limit, "the rollout has begun", async () =>
            (await TrackAsync("stable")).GetProperty("instances").EnumerateArray()
                .Any(instance => instance.GetProperty("image").GetString()!.EndsWith($"{digest}")));

        using var deployer = Process.GetProcessById(RunningDeployer.Read(_system.StateFolder)!.ProcessId);
        deployer.Kill();
        await deployer.WaitForExitAsync();
        var rollout = await _system.UntilEndedAsync(location, Limit);

        Phase(rollout).Should().Be("Succeeded");
        await StableIsCompleteAsync();
        await _system.UntilAsync(Limit, "only the listed instances run", async () =>
            InstanceProcesses().Count == (await _system.TracksAsync()).Sum(track => track.GetProperty("instances").GetArrayLength()));
        (await AnswersAsync(20)).Should().NotContain("failed");
    }

    [Fact]
    public async Task Monitor_Instances_ListsEachWithCpuAndMemory()
    {
        await StableIsCompleteAsync();

        await _system.UntilAsync(Limit, "the Monitor has scraped every stable instance", async () =>
        {
            var instances = await _system.Monitor.GetFromJsonAsync<JsonElement>("/api/instances");
            var wanted = (await TrackAsync("stable")).GetProperty("wanted").GetInt32();
            return instances.GetProperty("instances").EnumerateArray().Count(instance =>
                instance.GetProperty("track").GetString() == "stable" && instance.GetProperty("up").ValueKind is JsonValueKind.True) == wanted;
        });
    }

    [Fact]
    public async Task Post_WrongSecret_Is401()
    {
        using var answer = await _system.Deployer.PostAsJsonAsync("/webhooks/dockerhub/wrong", new { });

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static string Phase(JsonElement rollout) => rollout.GetProperty("phase").GetString()!;

    private Task StableIsCompleteAsync() => _system.UntilAsync(Limit, "every stable instance is ready", async () =>
        (await TrackAsync("stable")) is var stable && stable.GetProperty("ready").GetInt32() == stable.GetProperty("wanted").GetInt32() &&
        stable.GetProperty("rollout").GetProperty("phase").GetString() == "Succeeded");

    private async Task<JsonElement> TrackAsync(string name) =>
        (await _system.TracksAsync()).Single(track => track.GetProperty("track").GetString() == name);

    private async Task<IReadOnlyList<string>> AnswersAsync(int count)
    {
        var answers = new List<string>(count);
        for (var request = 0; request < count; request++)
        {
            using var answer = await _system.Api.GetAsync("/");
            answers.Add(answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("track").GetString()!
                : "failed");
        }

        return answers;
    }

    private List<int> InstanceProcesses() =>
    [
        .. from process in Process.GetProcesses()
           where CommandLine(process.Id).Contains(_system.StateFolder) && CommandLine(process.Id).Contains("Api.dll")
           select process.Id,
    ];

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
