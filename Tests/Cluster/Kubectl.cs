using Tests.Tools;

namespace Tests.Cluster;

/// <summary>What a person does by hand.</summary>
internal static class Kubectl
{
    public static Task<string> RunAsync(params string[] arguments) =>
        Command.RunAsync("kubectl", ["--kubeconfig", TestCluster.Path(), .. arguments]);
}
