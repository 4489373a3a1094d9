namespace ServiceDefaults.Flags.Definitions;

/// <summary>What is wrong with a definition, and where in it.</summary>
/// <param name="Path">Such as <c>conditions.client_filters[0].parameters.Value</c>.</param>
public sealed record FlagFault(string Path, string Message)
{
    /// <summary>In one line.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
