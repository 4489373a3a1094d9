namespace ServiceDefaults.Flags.Definitions;

/// <summary>The filters there are. Each may be named without what stands before its last dot, too.</summary>
internal static class FilterNames
{
    public const string AlwaysOn = "AlwaysOn";
    public const string On = "On";
    public const string Percentage = "Microsoft.Percentage";
    public const string Targeting = "Microsoft.Targeting";
    public const string TimeWindow = "Microsoft.TimeWindow";
    public const string Track = "Slipway.Track";
    public const string KillOnAlert = "Slipway.KillOnAlert";

    public static IReadOnlyList<string> All { get; } =
        [AlwaysOn, On, Percentage, Targeting, TimeWindow, Track, KillOnAlert];

    /// <summary>Null where there is no such filter.</summary>
    public static string? FullNameOf(string name) => All.FirstOrDefault(full =>
        full.Equals(name, StringComparison.OrdinalIgnoreCase)
        || full[(full.LastIndexOf('.') + 1)..].Equals(name, StringComparison.OrdinalIgnoreCase));
}
