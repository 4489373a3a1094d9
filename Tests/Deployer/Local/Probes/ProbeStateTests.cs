using Deployer.Local.Probes;

namespace Tests.Local.Probes;

public sealed class ProbeStateTests
{
    // '+' is a success, '-' a failure; expected is the verdict after each answer.
    [Theory]
    [InlineData(1, 3, "+", "S")]
    [InlineData(1, 3, "--", "??")]
    [InlineData(1, 3, "---", "??F")]
    [InlineData(1, 3, "+---", "SSSF")]
    [InlineData(1, 3, "+--+--", "SSSSSS")]
    [InlineData(1, 3, "---+", "??FS")]
    [InlineData(2, 1, "+", "?")]
    [InlineData(2, 1, "-+-++", "FFFFS")]
    [InlineData(1, 1, "+-+-", "SFSF")]
    [InlineData(3, 2, "++-+++-+--", "????" + "?SSSSF")]
    public void Next_Answers_CountOnlyInARow(int successes, int failures, string answers, string expected)
    {
        var state = ProbeState.Initial;
        var verdicts = "";
        foreach (var answer in answers)
        {
            state = state.Next(new ProbeResult(answer == '+', ""), successes, failures);
            verdicts += state.Verdict switch
            {
                ProbeVerdict.Succeeded => 'S',
                ProbeVerdict.Failed => 'F',
                _ => '?',
            };
        }

        verdicts.Should().Be(expected);
    }
}
