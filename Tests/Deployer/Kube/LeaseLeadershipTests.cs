using Deployer.Kube;
using k8s;
using k8s.Models;
using Tests.Cluster;

namespace Tests.Kube;

[Trait("Category", "Cluster")]
public sealed class LeaseLeadershipTests
{
    private const string Lease = "slipway-deployer";
    private static readonly TimeSpan Patience = Eventually.Longest;

    /// <summary>Nobody loses it because this machine stalls.</summary>
    private static LeaseOptions LongLease => new()
    {
        Duration = TimeSpan.FromSeconds(60),
        RenewDeadline = TimeSpan.FromSeconds(50),
        RetryPeriod = TimeSpan.FromSeconds(0.5),
    };

    [ClusterFact]
    public async Task LeadAsync_Two_OnlyOneLeads()
    {
        await using var bench = await KubeBench.CreateAsync(lease: LongLease);
        await using var first = Candidate.Run(bench);
        await first.LeadsAsync(Patience);
        var begun = (await LeaseAsync(bench)).Spec.RenewTime;
        await using var second = Candidate.Run(bench);

        await Eventually.TrueAsync(
            async () => (await LeaseAsync(bench)).Spec.RenewTime - begun > TimeSpan.FromSeconds(4), "it is renewed", Patience);

        first.Leads.Should().BeTrue();
        second.Leads.Should().BeFalse();
    }

    [ClusterFact]
    public async Task LeadAsync_LeaderDies_AnotherTakesOverOnceTheLeaseHasRunOut()
    {
        await using var bench = await KubeBench.CreateAsync();
        var first = Candidate.Run(bench);
        await first.LeadsAsync(Patience);
        await using var second = Candidate.Run(bench);

        await first.DieAsync();

        first.Leads.Should().BeFalse();
        await second.LeadsAsync(Patience);
    }

    [ClusterFact]
    public async Task LeadAsync_LeaderStops_TheLeaseIsFreeAtOnce()
    {
        await using var bench = await KubeBench.CreateAsync(lease: LongLease);
        var first = Candidate.Run(bench);
        await first.LeadsAsync(Patience);

        await first.DisposeAsync();

        (await LeaseAsync(bench)).Spec.HolderIdentity.Should().BeEmpty();
        await using var second = Candidate.Run(bench);
        await second.LeadsAsync(Patience);
    }

    [ClusterFact]
    public async Task LeadAsync_LeaseTakenByAnother_StopsAndStandsBy()
    {
        await using var bench = await KubeBench.CreateAsync(lease: LongLease);
        await using var candidate = Candidate.Run(bench);
        await candidate.LeadsAsync(Patience);

        await HoldAsync(bench, "another");
        await candidate.StopsLeadingAsync(Patience);
        (await LeaseAsync(bench)).Spec.HolderIdentity.Should().Be("another");

        await HoldAsync(bench, "");
        await candidate.LeadsAsync(Patience);
        candidate.Terms.Should().Be(2);
    }

    [ClusterFact]
    public async Task LeadAsync_NoRightToTheLease_DoesNotLead()
    {
        await using var bench = await KubeBench.CreateAsync();
        await bench.ForbidAsync();
        await using var candidate = Candidate.Run(bench);

        await Task.Delay(TimeSpan.FromSeconds(2));

        candidate.Leads.Should().BeFalse();
        candidate.IsRunning.Should().BeTrue();
    }

    // A patch names no version, so that a renewal meanwhile does not stand in its way.
    private static Task<V1Lease> HoldAsync(KubeBench bench, string holder) =>
        KubeBench.Admin.CoordinationV1.PatchNamespacedLeaseAsync(
            new V1Patch(new { spec = new { holderIdentity = holder } }, V1Patch.PatchType.MergePatch), Lease, bench.Namespace);

    private static Task<V1Lease> LeaseAsync(KubeBench bench) =>
        KubeBench.Admin.CoordinationV1.ReadNamespacedLeaseAsync(Lease, bench.Namespace);
}
