using System.Reflection;
using Benchmarks;

const string Usage = """
    usage: dotnet run -c Release --project Tests/Benchmarks -- <benchmark>
      local    webhook to serving, and a replacement under load, on the local cluster
      ingest   100,000 signed webhooks beside a bare endpoint
    """;

var appHost = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(metadata => metadata.Key == "AppHost").Value!;
switch (args)
{
    case ["local"]:
        await LocalBenchmark.RunAsync(appHost);
        return 0;
    case ["ingest"]:
        await IngestBenchmark.RunAsync();
        return 0;
    case ["bare", var address]:
        await BareEndpoint.RunAsync(address);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
