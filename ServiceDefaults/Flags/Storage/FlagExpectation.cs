namespace ServiceDefaults.Flags.Storage;

/// <summary>What somebody who changes a flag takes it for. Where it has become something else, nothing is changed.</summary>
/// <param name="Version">The version of the flag; null where there must be none.</param>
/// <param name="IsAny">Whatever there is, or is not.</param>
public readonly record struct FlagExpectation(string? Version, bool IsAny)
{
    /// <summary>Whatever there is, or is not.</summary>
    public static FlagExpectation Any { get; } = new(null, IsAny: true);

    /// <summary>There must be no such flag.</summary>
    public static FlagExpectation Absent { get; } = new(null, IsAny: false);

    /// <summary>The flag must be as that change left it.</summary>
    public static FlagExpectation Of(string version) => new(version, IsAny: false);

    /// <param name="version">Of the flag that there is; null where there is none.</param>
    public bool Holds(string? version) => IsAny || Version == version;
}
