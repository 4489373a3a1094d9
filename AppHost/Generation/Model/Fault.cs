namespace AppHost.Generation.Model;

/// <summary>What stops a generation: nothing is written while there is one.</summary>
/// <param name="Place">Where it stands, such as <c>resources.api.env.REDIS_URI</c>.</param>
internal sealed record Fault(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}
