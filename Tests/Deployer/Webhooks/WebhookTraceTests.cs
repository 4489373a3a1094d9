using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Deployer.Images;
using Tests.Fakes;

namespace Tests.Webhooks;

/// <summary>What is told of a push beside its log and its history: one trace, and metrics whose labels have an end.</summary>
public sealed partial class WebhookTraceTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private readonly DeployerApplication _deployer = new();

    public void Dispose() => _deployer.Dispose();

    [Fact]
    public async Task Push_UntilReady_IsOneTrace()
    {
        var rollout = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Slipway.Rollouts",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.Source.Name == "Slipway.Rollouts" && $"{span.TraceId}" == Trace)
                {
                    rollout.TrySetResult(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await PushAsync();

        var span = await rollout.Task.WaitAsync(TimeSpan.FromSeconds(30));
        $"{span.ParentSpanId}".Should().NotBe("0000000000000000").And.NotBe("00f067aa0ba902b7", "the webhook's own span is between");
        span.Status.Should().Be(ActivityStatusCode.Ok);
        span.TagObjects.Should().Contain(new KeyValuePair<string, object?>("slipway.phase", "Succeeded"));
    }

    [Fact]
    public async Task Push_Metrics_HaveNoImagesAndNoInstancesAsLabels()
    {
        await PushAsync();

        var metrics = "";
        using var client = _deployer.CreateClient();
        await Eventually.TrueAsync(async () =>
            (metrics = await client.GetStringAsync("/metrics")).Contains("slipway_rollout_duration_seconds_count", StringComparison.Ordinal));

        var labels = Line().Matches(metrics).SelectMany(line => Label().Matches(line.Value)).Select(label => label.Groups[1].Value);
        labels.Distinct().Should().BeSubsetOf(
            ["otel_scope_name", "otel_scope_version", "service", "track", "phase", "receiver", "outcome", "le"]);
        metrics.Should().MatchRegex("""slipway_rollouts_total\{[^}]*phase="Succeeded",service="api",track="canary"[^}]*\} """);
    }

    private async Task PushAsync()
    {
        _deployer.Registry.Tags["team/api:canary"] = Digest.Parse("sha256:" + new string('a', 64));
        using var client = _deployer.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/generic/{DeployerApplication.Secret}")
        {
            Content = JsonContent.Create(new { image = "team/api:canary" }),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("^slipway_(?:rollout|webhook).*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("""[{,]([a-z_]+)=["]""")]
    private static partial Regex Label();
}
