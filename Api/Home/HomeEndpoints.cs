using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ServiceDefaults.Instances;

namespace Api.Home;

internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder app) =>
        app.MapGet("/", Home).WithName("home").WithSummary("Says which service, track, version and instance answers");

    /// <summary><c>GET /</c>: a page for who asks for HTML, JSON for everyone else.</summary>
    private static Results<ContentHttpResult, Ok<InstanceAnswer>> Home(
        HttpRequest request, HttpResponse response, IOptions<InstanceOptions> instance)
    {
        // The next request may be answered by another instance.
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = HeaderNames.Accept;
        var answer = InstanceAnswer.Of(instance.Value);
        if (!PrefersHtml(request.GetTypedHeaders().Accept))
        {
            return TypedResults.Ok(answer);
        }

        response.Headers.ContentSecurityPolicy = HomePage.ContentSecurityPolicy;
        return TypedResults.Content(HomePage.Render(answer), "text/html; charset=utf-8");
    }

    /// <summary>A browser names HTML; a program names JSON, or takes anything.</summary>
    private static bool PrefersHtml(IList<MediaTypeHeaderValue> accepted)
    {
        return Quality("text/html") is var html && html > 0 && html >= Quality("application/json");

        double Quality(string type) => accepted
            .Where(accept => accept.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Select(accept => accept.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
    }
}
