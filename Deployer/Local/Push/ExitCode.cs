namespace Deployer.Local.Push;

/// <summary>What a shell learns of a command. 2 is for a wrong command line in most shells' tools; so it is here.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The project does not build, or the rollout failed or was overtaken.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No Deployer could be reached.</summary>
    public const int Unreachable = 3;
}
