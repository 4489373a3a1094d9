using Deployer.Kube;
using Deployer.Kube.Leadership;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Tests.Kube;

/// <summary>What becomes of the Lease when a leader is told to stop.</summary>
public sealed class LeaseReleaseTests : IDisposable
{
    private readonly LeaseServer _server = new();
    private readonly KubeApi _api;

    public LeaseReleaseTests() => _api = new KubeApi(
        new Kubernetes(new KubernetesClientConfiguration { Host = "http://kubernetes.test" }, _server), "shop");

    public void Dispose()
    {
        _api.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task LeadAsync_Stopped_GivesTheLeaseBack()
    {
        await LeadAndStopAsync();

        _server.Holder.Should().BeEmpty();
    }

    [Fact]
    public async Task LeadAsync_StoppedAndARenewalComesInStill_GivesTheLeaseBack()
    {
        _server.BeforeRelease(lease => lease.Spec.RenewTime = lease.Spec.RenewTime!.Value.AddSeconds(1));

        await LeadAndStopAsync();

        _server.Holder.Should().BeEmpty();
    }

    [Fact]
    public async Task LeadAsync_StoppedAndAnotherHasTakenTheLease_LeavesItTheirs()
    {
        _server.BeforeRelease(lease => lease.Spec.HolderIdentity = "another");

        await LeadAndStopAsync();

        _server.Holder.Should().Be("another");
    }

    private async Task LeadAndStopAsync()
    {
        var leadership = new LeaseLeadership(
            _api, Options.Create(new KubeOptions()), TimeProvider.System, NullLogger<LeaseLeadership>.Instance);
        using var stop = new CancellationTokenSource();
        var leads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = leadership.LeadAsync(
            async cancellationToken =>
            {
                leads.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            },
            stop.Token);
        await Task.WhenAny(leads.Task, run).WaitAsync(TimeSpan.FromSeconds(60));
        _server.Holder.Should().Be(leadership.Identity);

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => run).Should().ThrowAsync<OperationCanceledException>();
    }
}
