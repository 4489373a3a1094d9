using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deployer.Images;
using Tests.Hosting;
using Tests.Load;
using Xunit.Abstractions;

namespace Tests.Cluster;

/// <summary>
/// Canaries of a service on trial, in the system as it is generated, with the analysis' default settings: under a steady load one with
/// errors and a slow one go, and a good one is promoted without a hand; without load nothing happens.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "Cluster")]
public sealed class CanaryTests(ITestOutputHelper output) : IDisposable
{
    private const int Rate = 100;
    private const string Good = "20 0";
    private const string Erring = "20 5";
    private const string Slow = "60 0";
    private static readonly TimeSpan Limit = Eventually.Longest;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private GeneratedSystem _system = null!;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [ClusterFact]
    public async Task Canary_OnTrial_IsJudgedByItsAnswers()
    {
        await using var system = await GeneratedSystem.StartAsync(
            ManifestOfTheTrial(),
            "Releases__api__Tracks__canary__Promotion__Automatic=true",
            "Releases__api__Tracks__canary__Promotion__SoakTime=00:00:03");
        _system = system;
        await using (var load = await LoadAsync())
        {
            await Task.Delay(Settled);
            await GoesBackAsync(load, Erring, "error-rate");
            await IsPromotedAsync(load);
            await GoesBackAsync(load, Slow, "latency-p95");
        }

        await IsInconclusiveAsync();
        await _system.ConfigureAsync(
            "Releases__api__Tracks__canary__Steps__0=0.25",
            "Releases__api__Tracks__canary__Steps__1=0.5",
            "Releases__api__Tracks__canary__Analysis__Count=4");
        await using (var load = await LoadAsync())
        {
            await TakesStepsAsync(load);
        }
    }

    /// <summary>The application's own, with the service on trial in the Api's place.</summary>
    private string ManifestOfTheTrial()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(GeneratedSystem.OwnManifest))!;
        foreach (var (_, resource) in manifest["resources"]!.AsObject())
        {
            if (resource!["path"] is { } path)
            {
                resource["path"] = Path.Combine(Hosting.Repository.Root, path.GetValue<string>());
            }
        }

        manifest["resources"]!["api"]!["path"] = Path.Combine(Hosting.Repository.Root, "Tests", "Trial", "Trial.csproj");
        var file = Path.Combine(_folder.Path, "aspire-manifest.json");
        File.WriteAllText(file, manifest.ToJsonString());
        return file;
    }

    // Each request on a connection of its own: the Service spreads connections.
    private async Task<SteadyLoad> LoadAsync()
    {
        var address = await _system.AddressAsync("api");
        return new SteadyLoad(Rate, _ =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.ConnectionClose = true;
            return _http.SendAsync(request);
        });
    }

    private async Task GoesBackAsync(SteadyLoad load, string behaviour, string check)
    {
        var from = load.Elapsed;
        var rollout = await PushAsync(behaviour);
        var ended = await UntilAsync(rollout, state => Text(state, "phase") is "RolledBack" or "Failed");
        await _system.UntilAsync($"the canary with {behaviour} has drained", Limit, async () =>
            !(await _system.ImagesAsync("api-canary")).Any(image => image.EndsWith(Text(ended, "digest"), StringComparison.Ordinal)));

        var answers = load.Since(from);
        var failed = answers.Count(one => one.Fault is not null);
        var canary = answers.Where(one => one.Track == "canary").Select(one => one.At).Order().ToList();
        var first = answers.FirstOrDefault(one => one.Fault is not null)?.At;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{behaviour}: {Text(ended, "phase")}, {Text(ended, "message")}; {failed} of {answers.Count} failed" +
            $"{(first is { } bad ? $", the last {(canary[^1] - bad).TotalSeconds:0.0} s after the first" : "")}"));
        Text(ended, "message").Should().Contain(check);
        failed.Should().BeLessThan(answers.Count / 50, "fewer than 2 % of all requests may fail");
        canary.Should().NotBeEmpty();
    }

    private async Task IsPromotedAsync(SteadyLoad load)
    {
        var from = load.Elapsed;
        var rollout = await PushAsync(Good);
        var promoted = await UntilAsync(
            rollout, state => state.TryGetProperty("promotion", out var promotion) && Text(promotion, "state") == "Promoted");
        await _system.ReadyAsync();
        await Task.Delay(Settled);

        var answers = load.Since(from);
        output.WriteLine($"{Good}: {Text(promoted.GetProperty("promotion"), "message")}; {answers.Count} answers, the faults: " +
            string.Join(", ", answers.Where(one => one.Fault is not null).Select(one => $"{one.At} {one.Track} {one.Fault}")));
        answers.Where(one => one.Fault is not null).Should().BeEmpty();
        (await ImageOfAsync("api-stable")).Should().EndWith(Text(promoted, "digest"));
    }

    private async Task IsInconclusiveAsync()
    {
        var stable = await ImageOfAsync("api-stable");
        var rollout = await PushAsync(Erring);
        await UntilAsync(rollout, state => Text(state, "phase") == "Succeeded");
        var image = await ImageOfAsync("api-canary");
        await Task.Delay(Silence);

        var silent = await UntilAsync(rollout, _ => true);
        output.WriteLine($"silence: {Text(silent, "phase")}, {silent.GetProperty("analysis")}");
        Text(silent, "phase").Should().Be("Succeeded");
        Text(silent.GetProperty("analysis"), "verdict").Should().Be("Inconclusive");
        (await ImageOfAsync("api-canary")).Should().Be(image);
        (await ImageOfAsync("api-stable")).Should().Be(stable);
    }

    private async Task TakesStepsAsync(SteadyLoad load)
    {
        var rollout = await PushAsync(Good);
        var begun = await UntilAsync(rollout, state => state.TryGetProperty("steps", out _));

        // What ran there before it has errors, and answers until it has drained; the steps go on meanwhile.
        var draining = DrainedAsync();
        await UntilAsync(rollout, state => state.GetProperty("steps").GetProperty("step").GetInt32() == 2);
        var from = await draining;
        await _system.UntilAsync("there are as many canaries as stable instances", Limit, async () =>
            (await _system.DeploymentAsync("api-canary")).Status.ReadyReplicas == 3);
        var promoted = await UntilAsync(
            rollout, state => state.TryGetProperty("promotion", out var promotion) && Text(promotion, "state") == "Promoted");

        output.WriteLine($"steps: {promoted.GetProperty("steps")}; {load.Since(from).Count} answers");
        load.Since(from).Where(one => one.Fault is not null).Should().BeEmpty();
        await _system.UntilAsync("it has one instance again", Limit, async () =>
            (await _system.DeploymentAsync("api-canary")).Spec.Replicas == 1);

        async Task<TimeSpan> DrainedAsync()
        {
            await _system.UntilAsync("only the new one runs", Limit, async () =>
                (await _system.ImagesAsync("api-canary")).All(image => image.EndsWith(Text(begun, "digest"), StringComparison.Ordinal)));
            return load.Elapsed;
        }
    }

    /// <summary>Returns the rollout's id.</summary>
    private async Task<string> PushAsync(string behaviour)
    {
        await SdkImage.PublishAsync(
            "Tests/Trial/Trial.csproj", ImageReference.Parse($"{_system.Registry}/api:canary"), $"-p:Behaviour={behaviour}");
        return await _system.CallWebhookAsync("canary");
    }

    private Task<JsonElement> UntilAsync(string rollout, Func<JsonElement, bool> holds) => _system.UntilAsync(rollout, Limit, holds);

    private async Task<string> ImageOfAsync(string deployment) =>
        (await _system.DeploymentAsync(deployment)).Spec.Template.Spec.Containers[0].Image;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
