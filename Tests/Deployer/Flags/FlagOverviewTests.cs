using Deployer.Flags;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Tests.Flags;

public sealed class FlagOverviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 24, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_EvaluatedAndDefinedFlags_TellsWhatIsMissingAndWhatNobodyUses()
    {
        StoredFlag[] flags = [Flag("used", 90), Flag("unused", 31), Flag("new", 29), Flag("forgotten", 60)];
        FlagEvaluated[] evaluated =
            [Evaluated("USED", 1), Evaluated("forgotten", 40), Evaluated("missing", 2), Evaluated("long-gone", 31)];

        var overview = FlagOverview.Of(flags, evaluated, Now);

        overview.Undefined.Should().Equal("missing");
        overview.Unused.Should().Equal("unused", "forgotten");
        overview.Evaluated["used"].Should().ContainSingle();
    }

    private static StoredFlag Flag(string id, int daysAgo) => new(
        TestFlags.Define(id), "1.1.a", Now - TimeSpan.FromDays(daysAgo), "", "", null);

    private static FlagEvaluated Evaluated(string id, int daysAgo) =>
        new("api", id, Now - TimeSpan.FromDays(daysAgo), FlagOrigin.Redis);
}
