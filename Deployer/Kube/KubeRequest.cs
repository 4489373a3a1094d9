namespace Deployer.Kube;

/// <summary>What is asked of the API server, in the words of a Role.</summary>
internal sealed record KubeRequest(string Verb, string Resource, string? Name, string Namespace)
{
    public override string ToString() =>
        $"{Verb} {Resource}{(Name is null ? "" : $" '{Name}'")} in namespace '{Namespace}'";
}
