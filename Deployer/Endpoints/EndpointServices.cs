using System.Text.Json.Serialization;
using Deployer.Endpoints.Flags;
using ServiceDefaults.Faults;

namespace Deployer.Endpoints;

internal static class EndpointServices
{
    public static WebApplicationBuilder AddEndpoints(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails().AddValidation();
        builder.Services.AddExceptionHandler<UnavailableHandler>().AddExceptionHandler<BadRequestHandler>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // Not taken from the context: only its types are.
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, EndpointJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, FlagEndpointJson.Default);
        });
        return builder;
    }
}
