using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.FeatureManagement;

namespace Api.Features;

/// <summary>
/// A middleware and not the package's endpoint filter: filters run after the body was read and checked, and a function
/// that is off has no opinion on bodies; and its 404 does not name the flag.
/// </summary>
internal sealed class FeatureGateMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext context, IVariantFeatureManagerSnapshot features, IProblemDetailsService problems)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FeatureGate>() is not { } gate
            || await features.IsEnabledAsync(gate.Flag, context.RequestAborted))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        var off = Off(gate.Flag);
        if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = off }))
        {
            // Who takes no JSON is told all the same.
            context.Response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
            await context.Response.WriteAsync(off.Detail!, context.RequestAborted);
        }
    }

    private static ProblemDetails Off(string flag) => new()
    {
        Status = StatusCodes.Status404NotFound,
        Type = "urn:slipway:feature-off",
        Title = "This function is switched off",
        Detail = $"The feature flag '{flag}' is off.",
        Extensions = { ["flag"] = flag },
    };
}
