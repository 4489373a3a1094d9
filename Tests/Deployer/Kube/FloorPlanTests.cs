using CsCheck;
using Deployer.Kube.Autoscaling;
using Tests.Properties;

namespace Tests.Kube;

public class FloorPlanTests
{
    private const int Max = 10;

    [Theory]
    [InlineData(1, null, null, 3, 3, 1, 3)] // raised
    [InlineData(3, 1, 3, 3, 3, 1, 3)] // again
    [InlineData(3, 1, 3, 6, 6, 1, 6)] // further
    [InlineData(3, 1, 3, null, 1, null, null)] // given back
    [InlineData(1, null, null, null, 1, null, null)] // nothing to give back
    [InlineData(5, null, null, 3, 5, null, null)] // high enough by itself
    [InlineData(2, 1, 3, 3, 3, 2, 3)] // someone has set 2 meanwhile
    [InlineData(5, 1, 3, 3, 5, null, null)] // someone has set 5 meanwhile
    [InlineData(2, 1, 3, null, 2, null, null)] // someone's 2 stays
    [InlineData(1, null, null, 20, 10, 1, 10)] // not above the most
    public void With_Floor_IsRaisedAndGivenBack(int min, int? was, int? raised, int? floor, int min2, int? was2, int? raised2) =>
        new FloorPlan(min, was, raised).With(floor, Max).Should().Be(new FloorPlan(min2, was2, raised2));

    /// <summary>However often it is raised, edited by others and looked at again: at the end stands what they set last.</summary>
    [Fact]
    public void With_AnyEditsMeanwhile_GivesBackWhatPeopleSetLast() =>
        Gen.Select(Gen.Int[1, Max], Gen.Select(Gen.Bool, Gen.Int[1, Max]).Array[0, 20]).SampleSeeded(
            (start, steps) =>
            {
                var (plan, people) = (new FloorPlan(start, null, null), start);
                foreach (var (byHand, number) in steps)
                {
                    // An edit to just what was set here cannot be told from none.
                    if (byHand && number != plan.Min && number != plan.Raised)
                    {
                        (plan, people) = (plan with { Min = number }, number);
                    }
                    else
                    {
                        plan = plan.With(number, Max);
                    }
                }

                return plan.With(null, Max) == new FloorPlan(people, null, null);
            },
            cases: 3000);
}
