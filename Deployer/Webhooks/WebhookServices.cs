using Deployer.Webhooks.Receivers;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Webhooks;

internal static class WebhookServices
{
    private const int MaxCallbackAnswer = 64 * 1024;

    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddSettings<WebhookOptions>(WebhookOptions.Section);
        builder.Services.AddSingleton<WebhookSecrets>().AddSingleton<WebhookReceivers>().AddSingleton<WebhookMetrics>()
            .AddSingleton<IWebhookReceiver, DockerHubReceiver>()
            .AddSingleton<IWebhookReceiver, DistributionReceiver>()
            .AddSingleton<IWebhookReceiver, GitHubReceiver>()
            .AddSingleton<IWebhookReceiver, QuayReceiver>()
            .AddSingleton<IWebhookReceiver, HarborReceiver>()
            .AddSingleton<IWebhookReceiver, AzureReceiver>()
            .AddSingleton<IWebhookReceiver, JFrogReceiver>()
            .AddSingleton<IWebhookReceiver, GitLabReceiver>()
            .AddSingleton<IWebhookReceiver, CloudEventsReceiver>()
            .AddSingleton<IWebhookReceiver, GenericReceiver>();
        builder.Services.AddSingleton<WebhookCallbacks>()
            .AddHostedService(services => services.GetRequiredService<WebhookCallbacks>())
            .AddHttpClient(WebhookCallbacks.Client, client => client.MaxResponseContentBufferSize = MaxCallbackAnswer)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        builder.Services.AddRateLimiter().AddOptions<RateLimiterOptions>()
            .Configure<IOptions<WebhookOptions>>(WebhookLimits.Configure);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebhookJson.Default));
        builder.Services.AddSingleton<IHttpContextFactory, SecretlessContextFactory>();

        // Shows the first line of a request that it could not read, address and all.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
        return builder;
    }
}
