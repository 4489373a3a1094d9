using System.Reflection;
using Benchmarks;
using Benchmarks.Canaries;
using Benchmarks.Cluster;
using Benchmarks.Flags;
using Tests.Cluster;

const string Usage = """
    usage: dotnet run -c Release --project Tests/Benchmarks -- <benchmark>
      local    webhook to serving, and a replacement under load, on the local cluster
      ingest   100,000 signed webhooks beside a bare endpoint
      canary   a good, an erring, a slow and a silent canary under a steady load, on the local cluster
      generate our manifest to checked Kubernetes YAML, beside parsing and writing the same
      flags    a flip of a flag until ten processes evaluate it so, beside bare pub/sub; needs redis-server
      flag-evaluation  one evaluation, beside Microsoft.FeatureManagement over configuration
      cluster  webhook to patch, to Ready and back from a bad image, beside kubectl; on the cluster that KUBECONFIG names
    """;

var built = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .ToDictionary(metadata => metadata.Key, metadata => metadata.Value!);
var appHost = built["AppHost"];
switch (args)
{
    case ["local"]:
        await LocalBenchmark.RunAsync(appHost);
        return 0;
    case ["canary"]:
        return await CanaryBenchmark.RunAsync(appHost, built["Trial"]);
    case ["ingest"]:
        await IngestBenchmark.RunAsync();
        return 0;
    case ["generate"]:
        return GenerateBenchmark.Run("aspire-manifest.json");
    case ["cluster"] when TestCluster.IsGiven:
        await ClusterBenchmark.RunAsync();
        return 0;
    case ["cluster"]:
        Console.Error.WriteLine("cluster: set KUBECONFIG; Tests/Cluster/kube-up starts a cluster and prints the path");
        return 2;
    case ["flags"]:
        await PropagationBenchmark.RunAsync();
        return 0;
    case ["flag-instance", var redis]:
        await FlagInstance.RunAsync(redis);
        return 0;
    case ["flag-evaluation"]:
        EvaluationBenchmark.Run();
        return 0;
    case ["bare", var address]:
        await BareEndpoint.RunAsync(address);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
