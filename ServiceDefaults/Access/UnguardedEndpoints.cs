using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Access;

/// <summary>An endpoint under <c>/api</c> that asks for no role is a mistake, and no process serves with it.</summary>
internal sealed class UnguardedEndpoints(EndpointDataSource endpoints) : IHostedLifecycleService
{
    // The endpoints are complete only now.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => IsApi(endpoint) && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        return open.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                $"These ask for no role: {string.Join(", ", open)}. " +
                "Say RequireViewer, RequireOperator or RequireAdmin.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsApi(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.PathSegments is [{ IsSimple: true, Parts: [RoutePatternLiteralPart first] }, ..]
        && first.Content.Equals("api", StringComparison.OrdinalIgnoreCase);
}
