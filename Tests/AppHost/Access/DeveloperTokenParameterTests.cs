using AppHost.Access;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Tests.Hosting.Running;
using Tests.Tools;

namespace Tests.Hosting.Access;

public sealed class DeveloperTokenParameterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithDeveloperToken_RunMode_IsInTheEnvironmentAndBehindTheHashOfTheLink()
    {
        var builder = Compose.In(_folder);
        var parameter = builder.AddDeveloperToken("access-token");
        var web = builder.AddProject<WebProject>("web").WithDeveloperToken(parameter).WithConsoleLink(parameter)
            .WithEndpoint("http", endpoint => endpoint.Port = FreePorts.Next()).Resource;
        PortAllocation.Allocate(builder.Resources).Should().BeEmpty();

        var token = await parameter!.Resource.GetValueAsync();
        token.Should().MatchRegex("^[A-Za-z0-9]{32}$");
        var environment = await ResourceValues.EnvironmentAsync(web, builder.ExecutionContext, default);
        environment["Access__DeveloperToken"].Should().Be(token);
        var link = web.Annotations.OfType<UrlAnnotation>().Single();
        link.DisplayText.Should().Be("console");
        (await link.Url.GetValueAsync()).Should().EndWith($":{builder.Resources.Port("web")}/#token={token}");
    }

    [Fact]
    public void AddServiceToken_RunMode_IsNone() =>
        Compose.In(_folder).AddServiceToken("service-token").Should().BeNull("the developer's serves there");

    [Fact]
    public void AddDeveloperToken_ForTheManifest_IsNone()
    {
        var builder = Compose.In(_folder, Compose.ForManifest);

        builder.AddDeveloperToken("access-token").Should().BeNull();

        builder.Resources.Should().BeEmpty();
    }
}
