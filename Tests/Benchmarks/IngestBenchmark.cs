using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ServiceDefaults.Access;
using Tests.Tools;

namespace Benchmarks;

/// <summary>Signed webhooks in bulk: authentication over the raw body, parsing, matching; beside an endpoint that does none of it.</summary>
internal static class IngestBenchmark
{
    private const int Requests = 100_000;
    private const int Connections = 50;
    private const string Secret = "a-secret-of-the-benchmark";

    // Of a repository that nobody follows: what a receiver costs by itself, without the cluster's writes.
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""
        {"action":"published","package":{"name":"other","namespace":"team","ecosystem":"CONTAINER","package_type":"CONTAINER",
        "package_version":{"id":1,"version":"sha256:fea8895f450959fa676bcc1df0611ea93823a735a01205fd8622846041d0c7cf",
        "container_metadata":{"tag":{"name":"canary","digest":"sha256:fea8895f450959fa676bcc1df0611ea93823a735a01205fd8622846041d0c7cf"}},
        "package_url":"ghcr.io/team/other:canary"}},"repository":{"full_name":"team/other"},"sender":{"login":"octo"}}
        """);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-ingest");
        try
        {
            Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}: {Requests:N0} webhooks over {Connections} connections");
            await using var bare = await ServerProcess.DotNetAsync(
                typeof(IngestBenchmark).Assembly.Location, address => ["bare", address]);
            await using var deployer = await ServerProcess.DotNetAsync(
                typeof(global::Deployer.DeployerAssembly).Assembly.Location, address => Settings(address, folder.FullName));
            await SendAsync(bare, Requests / 10);
            await SendAsync(deployer, Requests / 10);

            var floor = await MeasureAsync("floor: a bare minimal-API endpoint", bare);
            var ours = await MeasureAsync("Deployer: signature, parsing, matching", deployer);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio of the rates {ours / floor:0.00}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Settings(string address, string folder) =>
    [
        $"--urls={address}",
        $"--Webhooks:Secret={Secret}",
        "--Webhooks:PerMinute=0",
        $"--Access:Tokens:benchmark:Hash={Tokens.HashOf(Secret)}",
        "--Access:Tokens:benchmark:Role=viewer",
        "--ConnectionStrings:redis=127.0.0.1:1",
        $"--Local:StateFolder={folder}",
        "--Local:Services:api:Address=http://127.0.0.1:0",
        "--Local:Services:api:Tracks:canary:Replicas=1",
        "--Releases:api:Tracks:canary:Tag=canary",
    ];

    private static async Task<double> MeasureAsync(string name, ServerProcess server)
    {
        var before = server.Memory;
        var first = await SendAsync(server, Requests / 2);
        var between = server.Memory;
        var second = await SendAsync(server, Requests / 2);
        var rate = Requests / (first.Elapsed + second.Elapsed).TotalSeconds;
        var latencies = first.Milliseconds.Concat(second.Milliseconds).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-40} {rate,7:0}/s  p50 {latencies[latencies.Length / 2]:0.00} ms  p99 {latencies[latencies.Length * 99 / 100]:0.00} ms  " +
            $"memory {before:0} -> {between:0} -> {server.Memory:0} MiB"));
        return rate;
    }

    private static async Task<(TimeSpan Elapsed, IReadOnlyCollection<double> Milliseconds)> SendAsync(ServerProcess server, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
        {
            BaseAddress = server.Address,
        };
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body));
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => SendAsync(client, signature, count / Connections)));
        return (watch.Elapsed, [.. all.SelectMany(one => one)]);
    }

    private static async Task<List<double>> SendAsync(HttpClient client, string signature, int count)
    {
        var latencies = new List<double>(count);
        for (var request = 0; request < count; request++)
        {
            using var content = new ByteArrayContent(Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            content.Headers.Add("X-Hub-Signature-256", signature);
            content.Headers.Add("X-GitHub-Event", "package");
            var watch = Stopwatch.StartNew();
            using var answer = await client.PostAsync("/webhooks/github", content);
            latencies.Add(watch.Elapsed.TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"A webhook was answered {answer.StatusCode}.");
            }
        }

        return latencies;
    }
}
