namespace Monitor.Samples;

/// <summary>What a line may be at most; one that is more is malformed.</summary>
internal static class ExpositionLimits
{
    public const int LineLength = 16 * 1024;
    public const int Labels = 64;
    public const int NameLength = 512;
    public const int LabelValueLength = 4096;

    /// <summary>Faults of one exposition that are kept; the rest is counted.</summary>
    public const int Faults = 100;
}
