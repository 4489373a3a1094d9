using Deployer.Local.Instances;

namespace Tests.Local.Instances;

public sealed class LoopbackPortsTests
{
    [Fact]
    public void Take_ManyTimes_NeverGivesOneTwice()
    {
        var ports = new LoopbackPorts();

        var taken = Enumerable.Range(0, 300).Select(_ => ports.Take()).ToList();

        taken.Should().OnlyHaveUniqueItems();
    }
}
