namespace Deployer.Local;

internal sealed class LocalOptions
{
    public string StateFolder { get; set; } = "";
    public string? Session { get; set; }
    public Dictionary<string, LocalServiceOptions> Services { get; } = [];
}
