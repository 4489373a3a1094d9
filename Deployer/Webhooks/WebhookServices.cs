using OpenTelemetry.Instrumentation.AspNetCore;

namespace Deployer.Webhooks;

internal static class WebhookServices
{
    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WebhookSecret>().AddSingleton<WebhookReceivers>()
            .AddSingleton<IWebhookReceiver, DockerHubReceiver>()
            .AddSingleton<IWebhookReceiver, DistributionReceiver>()
            .AddSingleton<IWebhookReceiver, GenericReceiver>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebhookJson.Default));
        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(WebhookTraces.Redact);

        // These two write whole addresses, and an address may hold the secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
        return builder;
    }
}
