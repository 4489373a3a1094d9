namespace Deployer.Analysis;

/// <summary>What an analysis says of a release.</summary>
internal enum Verdict
{
    /// <summary>Not enough is known yet to say more; silence is never failure.</summary>
    Inconclusive,

    /// <summary>Nothing speaks against it, on enough evidence.</summary>
    Successful,

    /// <summary>It is worse than it may be, beyond chance.</summary>
    Failed,
}
