namespace ServiceDefaults.Flags.Storage;

/// <summary>What somebody who changes a flag takes it for. Where it has become something else, nothing is changed.</summary>
public readonly record struct FlagExpectation
{
    private readonly string? _version;
    private readonly bool _isAny;
    private readonly bool _isSome;

    private FlagExpectation(string? version, bool isAny, bool isSome) =>
        (_version, _isAny, _isSome) = (version, isAny, isSome);

    /// <summary>Whatever there is, or is not.</summary>
    public static FlagExpectation Any { get; } = new(null, isAny: true, isSome: false);

    /// <summary>Whatever there is, but something.</summary>
    public static FlagExpectation Some { get; } = new(null, isAny: false, isSome: true);

    /// <summary>There must be no such flag.</summary>
    public static FlagExpectation Absent { get; }

    /// <param name="version">The flag must be as that change left it; null where there must be none.</param>
    public static FlagExpectation Of(string? version) => new(version, isAny: false, isSome: false);

    /// <param name="version">Of the flag that there is; null where there is none.</param>
    public bool Holds(string? version) => _isAny || (_isSome ? version is not null : _version == version);
}
