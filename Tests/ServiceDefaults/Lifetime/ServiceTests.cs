using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tests.Fakes;

namespace Tests.Lifetime;

public class ServiceTests
{
    [Fact]
    public async Task ServeAsync_AddressInUse_SaysSoAtOnceAndNothingElse()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var lines = new LogLines();
        var app = Hosts.Build(builder =>
        {
            builder.Services.AddHostedService<Waiting>();
            // Time stands still: a drain that waited would never end.
            builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
            builder.WebHost.UseUrls($"http://{taken.LocalEndpoint}");
        });
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        var waiting = app.Services.GetServices<IHostedService>().OfType<Waiting>().Single();

        var serve = () => Service.ServeAsync(app);

        await serve.Should().ThrowAsync<IOException>().WithMessage("*address already in use*");
        await waiting.ExecuteTask!.ContinueWith(_ => { }, TaskScheduler.Default);
        lines.All.Should().NotContain(line => line.Contains("BackgroundService"));
    }

    /// <summary>Waits until it is stopped, and lets the cancellation pass.</summary>
    private sealed class Waiting : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }
}
