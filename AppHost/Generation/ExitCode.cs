namespace AppHost.Generation;

/// <summary>What a shell learns of a command. 2 is for a wrong command line in most shells' tools; so it is here.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>There are faults, or with <c>--check</c> the output is not what would be generated.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
