namespace Deployer.Endpoints;

internal static class EndpointServices
{
    public static WebApplicationBuilder AddEndpoints(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails().AddValidation();
        builder.Services.AddExceptionHandler<ClusterUnavailableHandler>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, EndpointJson.Default));
        return builder;
    }
}
