namespace Deployer.Local.Scaling;

/// <summary>What an instance does with its CPU.</summary>
/// <param name="Ready">Whether it got traffic for as long as it was measured.</param>
/// <param name="Utilization">Its use as a part of its request; null when it could not be measured.</param>
internal readonly record struct InstanceLoad(bool Ready, double? Utilization);
