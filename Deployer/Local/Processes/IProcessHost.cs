namespace Deployer.Local.Processes;

/// <summary>Starts processes that outlive this one, and finds them again.</summary>
internal interface IProcessHost
{
    /// <exception cref="IOException">It could not be started; the message says why.</exception>
    IServiceProcess Start(LaunchSpec spec);

    /// <summary>
    /// The process that wrote this file, if it still runs; null for any other process, whatever its id.
    /// </summary>
    IServiceProcess? Find(string processFile);
}
