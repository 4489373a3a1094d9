using Microsoft.Extensions.Hosting;

namespace AppHost.Webhooks;

internal static class WebhookExtensions
{
    /// <summary>A secret that is made up and kept for a developer; anywhere else it has to be given.</summary>
    public static IResourceBuilder<ParameterResource> AddDeveloperSecret(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode && builder.Environment.IsDevelopment()
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, secret: true);

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
