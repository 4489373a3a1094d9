using Deployer.Kube;
using Tests.Cluster;
using Tests.Kube;

namespace Tests.Contract;

[Trait("Category", "Cluster")]
public sealed class DeploymentContractTests : TrackContract
{
    [ClusterFact]
    public Task Push_OfANewRelease_IsRolled() => RollsAReleaseAsync();

    [ClusterFact]
    public Task Push_WhileAnotherIsRolled_SupersedesIt() => SupersedesWhileRollingAsync();

    [ClusterFact]
    public Task Push_OfWhatCrashes_IsRolledBack() => FailsAndRollsBackAsync();

    [ClusterFact]
    public Task Kill_WhileRolling_IsGoneOnFrom() => SurvivesARestartOfTheDeployerAsync();

    [ClusterFact]
    public Task Pushes_OfOneDigest_AreOneRollout() => RollsOneDigestOnceAsync();

    [ClusterFact]
    public Task Scale_UpAndBack_HasThatManyAndThenWhatIsConfigured() => ScalesAndBackAsync();

    [ClusterFact]
    public Task Push_OfAnUnknownImage_ChangesNothing() => RefusesAnUnknownImageAsync();

    private protected override async Task<IContractCluster> CreateAsync() =>
        await KubeBench.CreateAsync(WorkloadKind.Deployment);
}
