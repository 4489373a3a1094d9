namespace AppHost.Generation.Planning;

/// <summary>Where in the output things stand, relative to its base.</summary>
internal static class OutputFiles
{
    /// <summary>The folder with all objects; overlays stand beside it.</summary>
    public const string Base = "base";

    public static string Of(OutsideGroup group) => $"{(group.IsSecret ? "secrets" : "values")}/{group.Name}.env";
}
