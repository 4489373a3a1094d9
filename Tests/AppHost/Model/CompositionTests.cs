using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Model;

public sealed class CompositionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IDistributedApplicationBuilder _builder;

    public CompositionTests() => _builder = Compose.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddResource_NameTwice_IsRefused()
    {
        _builder.AddParameter("one");

        var again = () => _builder.AddParameter("ONE");

        again.Should().Throw<DistributedApplicationException>().WithMessage("*'ONE'*");
    }

    [Fact]
    public void WithHttpEndpoint_NameTwice_IsRefused()
    {
        var web = _builder.AddProject<WebProject>("web");

        var again = () => web.WithHttpEndpoint();

        again.Should().Throw<DistributedApplicationException>().WithMessage("web has two endpoints named 'http'*");
    }

    [Fact]
    public void AddProject_RunMode_TakesTheAddressOfTheFirstProfileThatRunsTheProject()
    {
        var web = _builder.AddProject<WebProject>("web").Resource;

        web.Annotations.OfType<EndpointAnnotation>().Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Name = "http", UriScheme = "http", Port = 5123, TargetHost = "localhost" });
    }

    [Fact]
    public async Task GetValue_UriForm_EscapesTheValue()
    {
        var password = new ParameterResource("password", _ => "a/b c", secret: true);

        (await ReferenceExpression.Create($"redis://:{password:uri}@host").GetValueAsync()).Should().Be("redis://:a%2Fb%20c@host");
    }

    [Fact]
    public void Projects_Generated_NameWhatTheBuildMade()
    {
        IProjectMetadata[] projects = [new Projects.Api(), new Projects.Deployer(), new Projects.Monitor()];

        projects.Should().OnlyContain(project => File.Exists(project.ProjectPath) && File.Exists(project.TargetPath));
        projects[0].ProjectPath.Should().Be(Path.Combine(Repository.Root, "Api", "Api.csproj"));
    }
}
