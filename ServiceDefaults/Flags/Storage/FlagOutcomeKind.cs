namespace ServiceDefaults.Flags.Storage;

/// <summary>What became of a change that was asked for.</summary>
public enum FlagOutcomeKind
{
    /// <summary>It was made, and is announced.</summary>
    Done,

    /// <summary>Nothing was changed: the flag is not what it was taken for.</summary>
    Conflict,

    /// <summary>Nothing was changed: there is no such flag to delete.</summary>
    Missing,

    /// <summary>Nothing was changed: there are <see cref="FlagStore.MaxFlags"/> flags already.</summary>
    Full,
}
