using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tests.Tools;

namespace Tests.Management;

public sealed class ManagementPortTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Start_PortOfItsOwn_KeepsBothApart(string host)
    {
        var (main, management) = (FreePorts.Next(), FreePorts.Next());
        await using var app = Build(("urls", $"http://{host}:{main}"), ("Management:Port", $"{management}"));
        await app.StartAsync();

        foreach (var (path, atMain, atManagement) in new[]
        {
            ("/health/live", HttpStatusCode.NotFound, HttpStatusCode.OK),
            ("/HEALTH/ready", HttpStatusCode.NotFound, HttpStatusCode.OK),
            ("/metrics", HttpStatusCode.NotFound, HttpStatusCode.OK),
            ("/metrics/", HttpStatusCode.NotFound, HttpStatusCode.OK),
            ("/", HttpStatusCode.OK, HttpStatusCode.NotFound),
            ("/api/x", HttpStatusCode.OK, HttpStatusCode.NotFound),
        })
        {
            (await StatusAsync(main, path)).Should().Be(atMain, path);
            (await StatusAsync(management, path)).Should().Be(atManagement, path);
        }
    }

    /// <summary>Not on a real server, which would open ports to the network.</summary>
    [Theory]
    [InlineData("HTTP_PORTS", "8080", "http://*:8080", "http://*:90")]
    [InlineData("HTTP_PORTS", "8080;8443", "http://*:8080", "http://*:8443", "http://*:90")]
    [InlineData("urls", "https://*:84;http://127.0.0.1:80", "https://*:84", "http://127.0.0.1:80", "http://*:90")]
    [InlineData("urls", "http://[::1]:1;http://a:2", "http://[::1]:1", "http://a:2", "http://[::1]:90", "http://a:90")]
    [InlineData("unused", "", "http://localhost:5000", "http://localhost:90")]
    public async Task Start_AnyWayToGiveAddresses_GetsThePortBeside(
        string setting, string value, params string[] addresses)
    {
        var server = new NoServer();
        await using var app = Build(server, (setting, value), ("Management:Port", "90"));

        await app.StartAsync();

        server.Bound.Should().Equal(addresses);
    }

    [Fact]
    public async Task Start_HostHeaderOfTheOtherPort_DoesNotHelp()
    {
        var (main, management) = (FreePorts.Next(), FreePorts.Next());
        await using var app = Build(("urls", $"http://127.0.0.1:{main}"), ("Management:Port", $"{management}"));
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{main}/metrics")
        {
            Headers = { Host = $"127.0.0.1:{management}" },
        };

        (await client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Start_WithoutAPort_AnswersEverywhere()
    {
        var main = FreePorts.Next();
        await using var app = Build(("urls", $"http://127.0.0.1:{main}"));
        await app.StartAsync();

        (await StatusAsync(main, "/health/live")).Should().Be(HttpStatusCode.OK);
        app.Urls.Should().ContainSingle();
    }

    [Fact]
    public async Task Start_PortOfTheRest_IsAFault()
    {
        var main = FreePorts.Next();
        await using var app = Build(("urls", $"http://127.0.0.1:{main}"), ("Management:Port", $"{main}"));

        var start = () => app.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage($"Management:Port = '{main}': is the port of the rest too*");
    }

    [Theory]
    [InlineData("Management:Port = '70000'*", "70000", "")]
    [InlineData("Management:Port = '9090': does not go with Kestrel:Endpoints*", "9090", "http://127.0.0.1:0")]
    public void Build_Faults_AreNamed(string fault, string port, string endpoint)
    {
        var build = () => Build(
            ("Management:Port", port), (endpoint.Length > 0 ? "Kestrel:Endpoints:main:Url" : "unused", endpoint));

        build.Should().Throw<OptionsValidationException>().WithMessage(fault);
    }

    private static async Task<HttpStatusCode> StatusAsync(int port, string path)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"http://127.0.0.1:{port}{path}");
        return answer.StatusCode;
    }

    /// <summary>Without an address in code, which would win over the settings.</summary>
    private static WebApplication Build(params (string Key, string Value)[] settings) => Build(null, settings);

    private static WebApplication Build(IServer? server, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Api" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        if (server is not null)
        {
            builder.Services.AddSingleton(server);
        }

        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseRouting();
        app.MapDefaultEndpoints();
        app.MapGet("/", () => "main");
        app.MapGet("/api/x", () => "main");
        return app;
    }

    /// <summary>Is told where to listen, and does not.</summary>
    private sealed class NoServer : IServer
    {
        private readonly ServerAddressesFeature _addresses = new();

        public NoServer() => Features.Set<IServerAddressesFeature>(_addresses);

        public string[] Bound { get; private set; } = [];

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
        {
            Bound = [.. _addresses.Addresses];
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
