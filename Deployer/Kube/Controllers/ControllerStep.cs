namespace Deployer.Kube.Controllers;

/// <summary>The next thing to do to a track's ReplicationControllers.</summary>
internal abstract record ControllerStep
{
    private ControllerStep()
    {
    }

    internal sealed record Scale(string Name, int Replicas) : ControllerStep
    {
        public override string ToString() => $"ReplicationController '{Name}' is scaled to {Replicas}";
    }

    internal sealed record Delete(string Name) : ControllerStep
    {
        public override string ToString() => $"ReplicationController '{Name}' has no pods left and is deleted";
    }
}
