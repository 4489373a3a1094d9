using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ServiceDefaults.Faults;

namespace Api.Faults;

/// <summary>Every answer of 400 and above is problem details (RFC 9457).</summary>
internal static class FaultExtensions
{
    /// <summary>Above the largest value with every byte of it escaped as \u00XX, and the rest of a request.</summary>
    private const long MaxBody = 512 * 1024;

    public static void AddFaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = NameAsInJson);
        builder.Services.AddExceptionHandler<StoreUnavailableHandler>();
        builder.Services.AddExceptionHandler<BadRequestHandler>();
        // Else a body that cannot be read is answered by a bare 400 that does not say why.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBody);
    }

    public static void UseFaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>
    /// A fault is found under the name that the sender wrote: validation itself names C#'s properties.
    /// </summary>
    private static void NameAsInJson(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is HttpValidationProblemDetails validation)
        {
            validation.Errors = validation.Errors.ToDictionary(
                error => JsonNamingPolicy.CamelCase.ConvertName(error.Key), error => error.Value);
        }
    }
}
