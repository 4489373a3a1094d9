namespace ServiceDefaults.Flags.Storage;

/// <summary>What a change was.</summary>
public enum FlagChangeKind
{
    /// <summary>Somebody wrote a definition.</summary>
    Set,

    /// <summary>Somebody deleted the flag.</summary>
    Delete,

    /// <summary>Somebody brought back an earlier state.</summary>
    Revert,

    /// <summary>It was disabled by itself, because an alert fired or a rollout was rolled back.</summary>
    Kill,

    /// <summary>It was put back after Redis had lost it.</summary>
    Restore,
}
