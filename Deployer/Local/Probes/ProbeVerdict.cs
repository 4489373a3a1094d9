namespace Deployer.Local.Probes;

/// <summary>What a probe's answers so far mean.</summary>
internal enum ProbeVerdict
{
    /// <summary>Too few answers in a row to say.</summary>
    Unknown,

    /// <summary>The success threshold was reached, and the failure threshold not since.</summary>
    Succeeded,

    /// <summary>The failure threshold was reached, and the success threshold not since.</summary>
    Failed,
}
