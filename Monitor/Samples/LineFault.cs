namespace Monitor.Samples;

/// <summary>A line that could not be read, counted from 1, and why.</summary>
internal sealed record LineFault(int Line, string Reason)
{
    public override string ToString() => $"line {Line}: {Reason}";
}
