namespace ServiceDefaults.Flags.Filters;

/// <summary>What the percentage filter is told.</summary>
internal sealed class PercentageSettings
{
    /// <summary>0 to 100.</summary>
    public double Value { get; set; }

    /// <summary>
    /// Flags of one seed are on for the same users; by default the flag's name, so that each has its own.
    /// </summary>
    public string? Seed { get; set; }
}
