using System.Diagnostics;
using System.Net;
using Deployer;
using Deployer.Control;
using Deployer.Kube.Records;
using Deployer.Kube.Workloads;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tests.Crashes;

namespace Tests.Cluster;

/// <summary>
/// The real Deployer in a process of its own, on its own server, that tells of each step and kills itself, as <c>kill -9</c>
/// does, at the one that a file names.
/// </summary>
internal sealed class CrashingDeployer : WebApplicationFactory<DeployerAssembly>
{
    public const string Command = "crashing-deployer";

    /// <summary>What stands before a step's name in the output.</summary>
    public const string Mark = "step: ";

    private readonly string _armed;
    private readonly Dictionary<string, string> _settings;

    private CrashingDeployer(string armed, IEnumerable<string> settings)
    {
        _armed = armed;
        _settings = settings.Select(setting => setting.TrimStart('-').Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        UseKestrel(options => options.Listen(IPAddress.Loopback, new Uri(_settings["urls"]).Port));
    }

    /// <param name="armed">A file with the name of the step at which to die; without it, nobody dies.</param>
    /// <param name="settings">As <c>--key=value</c>.</param>
    public static async Task RunAsync(string armed, string[] settings)
    {
        await using var deployer = new CrashingDeployer(armed, settings);
        deployer.StartServer();
        var stopped = new TaskCompletionSource();
        deployer.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(stopped.SetResult);
        await stopped.Task;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services
            .AddSingleton<KubeTrackRecords>()
            .AddSingleton(provider => new SteppedCluster(
                provider.GetRequiredService<KubeTrackRecords>(), provider.GetRequiredService<KubeCluster>(), Pass))
            .AddSingleton<ITrackRecords>(provider => provider.GetRequiredService<SteppedCluster>())
            .AddSingleton<ITrackWorkloads>(provider => provider.GetRequiredService<SteppedCluster>()));
    }

    private void Pass(string step)
    {
        Console.WriteLine($"{Mark}{step}");
        if (File.Exists(_armed) && File.ReadAllText(_armed) == step)
        {
            // Whoever is started next must not die there again.
            File.Delete(_armed);
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
