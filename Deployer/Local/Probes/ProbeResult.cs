namespace Deployer.Local.Probes;

/// <summary>One answer of an instance to a probe.</summary>
/// <param name="Message">What was answered, for people.</param>
internal readonly record struct ProbeResult(bool Success, string Message);
