using System.Net.Http.Headers;
using Deployer;
using Deployer.Control;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Access;

namespace Tests.Fakes;

/// <summary>The real Deployer over a cluster, a registry and a history in memory.</summary>
/// <param name="redis">Where the flags are; by default nowhere.</param>
internal sealed class DeployerApplication(string redis = "127.0.0.1:1", params (string Key, string Value)[] settings)
    : WebApplicationFactory<DeployerAssembly>
{
    public const string Secret = "a-secret-of-the-tests";

    /// <summary>Of a viewer; every client sends it.</summary>
    public const string Token = "a-token-of-a-viewer-in-the-tests";

    /// <summary>Of an operator named «operator».</summary>
    public const string OperatorToken = "a-token-of-an-operator-in-the-tests";

    public FakeCluster Cluster { get; } = new();

    public FakeRegistry Registry { get; } = new();

    public FakeHistory History { get; } = new();

    public FakeEvents Events { get; } = new();

    public LogLines Lines { get; } = new();

    protected override void ConfigureClient(HttpClient client)
    {
        base.ConfigureClient(client);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Webhooks:Secret", Secret);
        builder.UseSetting("Access:Tokens:viewer:Hash", Tokens.HashOf(Token));
        builder.UseSetting("Access:Tokens:viewer:Role", "viewer");
        builder.UseSetting("Access:Tokens:operator:Hash", Tokens.HashOf(OperatorToken));
        builder.UseSetting("Access:Tokens:operator:Role", "operator");
        builder.UseSetting("ConnectionStrings:redis", redis);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Drain:Delay", "00:00:00");
        builder.UseSetting("Releases:api:Repository", "team/api");
        builder.UseSetting("Releases:api:Tracks:stable:Tag", "stable");
        builder.UseSetting("Releases:api:Tracks:canary:Tag", "canary");
        builder.ConfigureLogging(logging => logging.AddProvider(Lines).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureTestServices(services => services
            .AddSingleton<ITrackRecords>(Cluster)
            .AddSingleton<ITrackWorkloads>(Cluster)
            .AddSingleton<ITrackFloors>(Cluster)
            .AddSingleton<IImageRegistry>(Registry)
            .AddSingleton<IRolloutHistory>(History)
            .AddSingleton<IRolloutEvents>(Events));
    }
}
