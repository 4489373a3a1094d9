using System.Globalization;
using Deployer.Local.Scaling;

namespace Tests.Local.Scaling;

public sealed class LoadFormulaTests
{
    // A load: percent of the request; ? not measured; in brackets not ready.
    [Theory]
    [InlineData(3, "50 50 50", 3)]
    [InlineData(3, "54 54 54", 3)]
    [InlineData(3, "56 56 56", 4)]
    [InlineData(3, "46 46 46", 3)]
    [InlineData(3, "30 30 30", 2)]
    [InlineData(3, "0 0 0", 0)]
    [InlineData(1, "200", 4)]
    [InlineData(3, "100 100 100", 6)]
    [InlineData(2, "100 ?", 2)]
    [InlineData(2, "200 ?", 4)]
    [InlineData(2, "10 ?", 2)]
    [InlineData(3, "10 10 ?", 3)]
    [InlineData(4, "0 0 0 ?", 2)]
    [InlineData(2, "100 (0)", 2)]
    [InlineData(2, "200 (90)", 4)]
    [InlineData(3, "10 10 (0)", 1)]
    [InlineData(2, "? ?", 2)]
    [InlineData(2, "(10) (10)", 2)]
    [InlineData(2, "", 2)]
    public void Recommended_TargetOfFiftyPercent_FollowsTheCalculator(int current, string loads, int expected) =>
        LoadFormula.Recommended(current, Read(loads), target: 0.5).Should().Be(expected);

    private static List<InstanceLoad> Read(string loads) =>
    [
        .. loads.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new InstanceLoad(
            Ready: word[0] != '(',
            word == "?" ? null : int.Parse(word.Trim('(', ')'), CultureInfo.InvariantCulture) / 100.0)),
    ];
}
