namespace Deployer.Local.Probes;

/// <summary>What an answer is asked for.</summary>
internal enum ProbeKind
{
    /// <summary>Has it started? Until it has, nothing else is asked; if it never has, it is restarted.</summary>
    Startup,

    /// <summary>May it get traffic now?</summary>
    Readiness,

    /// <summary>Does it still work? If not, it is restarted.</summary>
    Liveness,
}
