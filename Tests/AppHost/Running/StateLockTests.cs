using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class StateLockTests
{
    [Fact]
    public void Take_HeldByAnother_SaysSoUntilItIsGone()
    {
        using var folder = new TemporaryFolder();
        var faults = new List<string>();

        using (StateLock.Take(folder.Path, faults))
        {
            StateLock.Take(folder.Path, faults).Should().BeNull();
        }

        faults.Should().Equal(
            $"Another run uses {folder.Path}: stop it, or give this one a folder of its own: --StateFolder=<folder>");
        using var next = StateLock.Take(folder.Path, faults);
        next.Should().NotBeNull();
    }
}
