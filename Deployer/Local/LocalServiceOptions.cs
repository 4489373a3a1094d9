namespace Deployer.Local;

internal sealed class LocalServiceOptions
{
    public string? Project { get; set; }
}
