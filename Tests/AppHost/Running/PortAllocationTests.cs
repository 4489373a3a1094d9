using System.Net;
using System.Net.Sockets;
using AppHost.Ports;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Tests.Tools;

namespace Tests.Hosting.Running;

public sealed class PortAllocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void Allocate_PortInUse_SaysWhoseAndHowToMoveIt(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var builder = Compose.In(_folder, $"--Ports:Web={port}");
        builder.AddProject<WebProject>("web").WithPortFromConfiguration();

        var other = port + 1000 <= 65535 ? port + 1000 : port - 1000;
        PortAllocation.Allocate(builder.Resources).Should().Equal(
            $"Port {port} of web is in use: stop what uses it, or give another one: --Ports:Web={other}");
    }

    [Fact]
    public void Allocate_PortWantedTwice_NamesBoth()
    {
        var builder = Compose.In(_folder);
        builder.AddProject<PlainProject>("one").WithHttpEndpoint(port: FreePorts.Next());
        builder.AddProject<PlainProject>("two").WithHttpEndpoint(port: builder.Resources.Port("one"));

        PortAllocation.Allocate(builder.Resources).Should().ContainSingle().Which.Should().Contain("one and by two");
    }

    [Fact]
    public void Allocate_NoPortWanted_TakesAFreeOne()
    {
        var builder = Compose.In(_folder);
        var redis = builder.AddRedis("redis");

        PortAllocation.Allocate(builder.Resources).Should().BeEmpty();

        redis.Resource.PrimaryEndpoint.Url.Should().MatchRegex("^redis://127.0.0.1:[1-9][0-9]+$");
    }

    [Theory]
    [InlineData("no")]
    [InlineData("0")]
    [InlineData("65536")]
    public void WithPortFromConfiguration_NoPort_NamesTheSettingAndTheValue(string value)
    {
        var web = Compose.In(_folder, $"--Ports:Web={value}").AddProject<WebProject>("web");

        var set = () => web.WithPortFromConfiguration();

        set.Should().Throw<DistributedApplicationException>().WithMessage($"Ports:Web is '{value}'*");
    }

    [Fact]
    public void WithPortFromConfiguration_Manifest_LeavesThePortOut()
    {
        var web = Compose.In(_folder, [.. Compose.ForManifest, "--Ports:Web=9000"]).AddProject<WebProject>("web");

        web.WithPortFromConfiguration().Resource.Annotations.OfType<EndpointAnnotation>()
            .Should().OnlyContain(endpoint => endpoint.Port == null);
    }
}
