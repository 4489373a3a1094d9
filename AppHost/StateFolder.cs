namespace AppHost;

/// <summary>Where runs on this machine keep what outlives them; git ignores it.</summary>
internal static class StateFolder
{
    public const string Key = "StateFolder";

    /// <summary><c>.slipway</c> at the root of the repository, unless configuration names another folder.</summary>
    public static string Of(IDistributedApplicationBuilder builder) =>
        Path.GetFullPath(builder.Configuration[Key] ?? Path.Combine(builder.AppHostDirectory, "..", ".slipway"));
}
