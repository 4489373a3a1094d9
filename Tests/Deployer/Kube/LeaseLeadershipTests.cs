using k8s;
using k8s.Models;
using Tests.Cluster;

namespace Tests.Kube;

[Trait("Category", "Cluster")]
public sealed class LeaseLeadershipTests : IAsyncLifetime
{
    private const string Lease = "slipway-deployer";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task LeadAsync_Two_OnlyOneLeads()
    {
        await using var first = Candidate.Run(_bench);
        await first.LeadsAsync(Patience);
        await using var second = Candidate.Run(_bench);

        await Task.Delay(TimeSpan.FromSeconds(4));

        first.Leads.Should().BeTrue();
        second.Leads.Should().BeFalse();
    }

    [ClusterFact]
    public async Task LeadAsync_LeaderDies_AnotherTakesOverOnceTheLeaseHasRunOut()
    {
        var first = Candidate.Run(_bench);
        await first.LeadsAsync(Patience);
        await using var second = Candidate.Run(_bench);

        await first.DieAsync();

        first.Leads.Should().BeFalse();
        await second.LeadsAsync(Patience);
    }

    [ClusterFact]
    public async Task LeadAsync_LeaderStops_TheLeaseIsFreeAtOnce()
    {
        var first = Candidate.Run(_bench);
        await first.LeadsAsync(Patience);

        await first.DisposeAsync();

        (await LeaseAsync()).Spec.HolderIdentity.Should().BeEmpty();
        await using var second = Candidate.Run(_bench);
        await second.LeadsAsync(TimeSpan.FromSeconds(3));
    }

    [ClusterFact]
    public async Task LeadAsync_LeaseTakenByAnother_StopsAndStandsBy()
    {
        await using var candidate = Candidate.Run(_bench);
        await candidate.LeadsAsync(Patience);

        // A patch names no version, so that a renewal meanwhile does not stand in its way.
        await KubeBench.Admin.CoordinationV1.PatchNamespacedLeaseAsync(
            new V1Patch("""{"spec":{"holderIdentity":"another"}}""", V1Patch.PatchType.MergePatch), Lease, _bench.Namespace);

        await candidate.StopsLeadingAsync(TimeSpan.FromSeconds(2));
        await candidate.LeadsAsync(Patience);
        candidate.Terms.Should().Be(2);
    }

    [ClusterFact]
    public async Task LeadAsync_NoRightToTheLease_DoesNotLead()
    {
        await _bench.ForbidAsync();
        await using var candidate = Candidate.Run(_bench);

        await Task.Delay(TimeSpan.FromSeconds(2));

        candidate.Leads.Should().BeFalse();
        candidate.IsRunning.Should().BeTrue();
    }

    private Task<V1Lease> LeaseAsync() => KubeBench.Admin.CoordinationV1.ReadNamespacedLeaseAsync(Lease, _bench.Namespace);
}
