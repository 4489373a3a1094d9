namespace Deployer.Local.Processes;

/// <summary>What is to be started, and where it leaves its traces.</summary>
/// <param name="Folder">The working directory, which holds the assembly.</param>
/// <param name="Entry">The assembly's file name.</param>
/// <param name="Environment">All of it; nothing is inherited.</param>
/// <param name="LogFile">Gets standard output and standard error, at its end.</param>
/// <param name="ProcessFile">Gets the process' own identity before its first instruction.</param>
internal sealed record LaunchSpec(
    string Folder,
    string Entry,
    IReadOnlyDictionary<string, string> Environment,
    string LogFile,
    string ProcessFile);
