namespace ServiceDefaults.Drain;

/// <summary>Whether this process is going. It never comes back from that.</summary>
internal sealed class DrainState
{
    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    public void Begin() => _isDraining = true;
}
