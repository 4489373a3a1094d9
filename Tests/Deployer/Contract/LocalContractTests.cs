namespace Tests.Contract;

[Trait("Category", "EndToEnd")]
public sealed class LocalContractTests : TrackContract
{
    [Fact]
    public Task Push_OfANewRelease_IsRolled() => RollsAReleaseAsync();

    [Fact]
    public Task Push_WhileAnotherIsRolled_SupersedesIt() => SupersedesWhileRollingAsync();

    [Fact]
    public Task Push_OfWhatCrashes_IsRolledBack() => FailsAndRollsBackAsync();

    [Fact]
    public Task Kill_WhileRolling_IsGoneOnFrom() => SurvivesARestartOfTheDeployerAsync();

    [Fact]
    public Task Pushes_OfOneDigest_AreOneRollout() => RollsOneDigestOnceAsync();

    [Fact]
    public Task Scale_UpAndBack_HasThatManyAndThenWhatIsConfigured() => ScalesAndBackAsync();

    [Fact]
    public Task Push_OfAnUnknownImage_ChangesNothing() => RefusesAnUnknownImageAsync();

    private protected override Task<IContractCluster> CreateAsync() =>
        Task.FromResult<IContractCluster>(new LocalContractCluster());
}
