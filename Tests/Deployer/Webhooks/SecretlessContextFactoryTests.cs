using Deployer.Webhooks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Webhooks;

public sealed class SecretlessContextFactoryTests
{
    [Theory]
    [InlineData("/webhooks/dockerhub/s3cret", "/webhooks/dockerhub", "s3cret")]
    [InlineData("/Webhooks/dockerhub/a/b", "/Webhooks/dockerhub", "a/b")]
    [InlineData("/webhooks/dockerhub/", "/webhooks/dockerhub", "")]
    [InlineData("/webhooks/dockerhub", "/webhooks/dockerhub", null)]
    [InlineData("/api/rollouts/1", "/api/rollouts/1", null)]
    public void Create_Path_LosesTheSecret(string path, string shown, string? secret)
    {
        var services = new ServiceCollection().AddOptions().BuildServiceProvider();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Path = path, RawTarget = path });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());

        var context = new SecretlessContextFactory(services).Create(features);

        context.Request.Path.Value.Should().Be(shown);
        context.Features.Get<IHttpRequestFeature>()!.RawTarget.Should().Be(shown);
        context.Features.Get<PresentedSecret>()?.Value.Should().Be(secret);
    }
}
