using Microsoft.Extensions.Hosting;

namespace AppHost.Webhooks;

internal static class WebhookExtensions
{
    /// <summary>Gives the Deployer its secret, and shows a developer the address to call with it.</summary>
    public static IResourceBuilder<ProjectResource> WithWebhookSecret(
        this IResourceBuilder<ProjectResource> deployer, IResourceBuilder<ParameterResource> secret)
    {
        if (deployer.ApplicationBuilder.Environment.IsDevelopment())
        {
            deployer.WithUrl($"{deployer.GetEndpoint("http")}/webhooks/dockerhub/{secret}", "webhook");
        }

        return deployer.WithEnvironment("Webhooks__Secret", secret);
    }
}
