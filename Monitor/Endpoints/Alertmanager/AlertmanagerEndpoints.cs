using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Monitor.Alerting;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using ServiceDefaults.Access;
using ServiceDefaults.Instances;

namespace Monitor.Endpoints.Alertmanager;

/// <summary>
/// Alertmanager's API v2 (github.com/prometheus/alertmanager, api/v2/openapi.yaml), as amtool and Prometheus use it. Its errors
/// are JSON strings, for those clients print them.
/// </summary>
internal static class AlertmanagerEndpoints
{
    private const int MaxBodyBytes = 4 * 1024 * 1024;

    public static void MapAlertmanager(this IEndpointRouteBuilder routes)
    {
        var viewers = routes.MapGroup("/api/v2").RequireViewer();
        viewers.MapGet("/status", Status);
        viewers.MapGet("/receivers", Receivers);
        viewers.MapGet("/alerts", Alerts);
        viewers.MapGet("/alerts/groups", Groups);
        viewers.MapGet("/silences", Silences);
        viewers.MapGet("/silence/{id}", SilenceAsync);
        var operators = routes.MapGroup("/api/v2").RequireOperator()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        operators.MapPost("/alerts", PostAlertsAsync);
        operators.MapPost("/silences", PostSilenceAsync);
        operators.MapDelete("/silence/{id}", ExpireAsync);
    }

    private static Ok<ServerStatus> Status(
        AlertingPlanSource plans, IOptions<InstanceOptions> instance, ServerStart start) => TypedResults.Ok(new ServerStatus(
            new ClusterStatus(instance.Value.Name, "disabled", []),
            new ServerConfig(plans.Current.Shown),
            start.At,
            new VersionInfo("", "", "", "", "", $"slipway-{instance.Value.Version}")));

    private static Ok<IReadOnlyList<NamedReceiver>> Receivers(AlertingPlanSource plans) =>
        TypedResults.Ok<IReadOnlyList<NamedReceiver>>([.. plans.Current.Receivers.Keys.Select(name => new NamedReceiver(name))]);

    private static Results<Ok<IReadOnlyList<GettableAlert>>, JsonHttpResult<string>> Alerts(
        AlertingBoard board, AlertingPlanSource plans, TimeProvider time,
        bool? active, bool? silenced, bool? inhibited, string[]? filter, string? receiver)
    {
        var (wanted, fault) = AlertFilter.Of(active, silenced, inhibited, filter, receiver);
        if (wanted is null)
        {
            return Fault(StatusCodes.Status400BadRequest, fault);
        }

        var (root, now) = (plans.Current.Route, time.GetUtcNow());
        return TypedResults.Ok<IReadOnlyList<GettableAlert>>(
        [
            .. board.View.Alerts.Where(alert => wanted.Takes(alert, root, now))
                .Select(alert => GettableAlert.Of(alert, root, now))
                .OrderBy(alert => alert.StartsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal),
        ]);
    }

    private static Results<Ok<IReadOnlyList<GettableGroup>>, JsonHttpResult<string>> Groups(
        AlertingBoard board, AlertingPlanSource plans, TimeProvider time,
        bool? active, bool? silenced, bool? inhibited, string[]? filter, string? receiver)
    {
        var (wanted, fault) = AlertFilter.Of(active, silenced, inhibited, filter, receiver);
        if (wanted is null)
        {
            return Fault(StatusCodes.Status400BadRequest, fault);
        }

        var (root, now) = (plans.Current.Route, time.GetUtcNow());
        return TypedResults.Ok<IReadOnlyList<GettableGroup>>(
        [
            .. board.View.Alerts.Where(alert => wanted.Takes(alert, root, now))
                .SelectMany(alert => root.Match(alert.Alert.Labels).Select(route => (Route: route, Alert: alert)))
                .GroupBy(item => (item.Route.Id, item.Route.Receiver, Labels: item.Route.GroupOf(item.Alert.Alert.Labels)))
                .OrderBy(group => group.Key.Labels.ToString(), StringComparer.Ordinal)
                .Select(group => new GettableGroup(
                    group.Key.Labels.ToDictionary(),
                    new NamedReceiver(group.Key.Receiver),
                    [.. group.Select(item => GettableAlert.Of(item.Alert, root, now))])),
        ]);
    }

    private static async Task<Results<Ok, JsonHttpResult<string>>> PostAlertsAsync(
        [FromBody] IReadOnlyList<PostableAlert> posted, AlertingWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var known = await writer.ReceivedAsync(cancellationToken);
            var (alerts, faults) = PostedAlerts.Of(posted, known, time.GetUtcNow());
            // Those that are sound, and those that are known already, are taken all the same.
            return await writer.PutAsync(alerts, known, cancellationToken) is > 0 and var refused
                ? Fault(StatusCodes.Status429TooManyRequests, $"{refused} new alerts were refused: there are too many (Alerting:MaxAlerts)")
                : faults.Count > 0 ? Fault(StatusCodes.Status400BadRequest, string.Join("; ", faults.Take(20)))
                : TypedResults.Ok();
        }
        catch (StateUnavailableException e)
        {
            return Away(e);
        }
    }

    private static Results<Ok<IReadOnlyList<GettableSilence>>, JsonHttpResult<string>> Silences(
        AlertingBoard board, TimeProvider time, string[]? filter)
    {
        var (matchers, fault) = AlertFilter.MatchersOf(filter);
        if (matchers is null)
        {
            return Fault(StatusCodes.Status400BadRequest, fault);
        }

        var now = time.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<GettableSilence>>(
        [
            .. board.View.Silences
                .Where(silence => matchers.All(wanted => silence.Matchers.Any(matcher =>
                    matcher.Name == wanted.Name && wanted.Matches(matcher.Value))))
                .OrderBy(silence => silence.StateAt(now) == Dispatch.SilenceState.Expired).ThenBy(silence => silence.EndsAt)
                .Select(silence => GettableSilence.Of(silence, now)),
        ]);
    }

    private static async Task<Results<Ok<GettableSilence>, JsonHttpResult<string>>> SilenceAsync(
        string id, AlertingWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(id, writer, cancellationToken) is { } silence
                ? TypedResults.Ok(GettableSilence.Of(silence, time.GetUtcNow()))
                : Fault(StatusCodes.Status404NotFound, $"there is no silence '{id}'");
        }
        catch (StateUnavailableException e)
        {
            return Away(e);
        }
    }

    private static async Task<Results<Ok<SilenceCreated>, JsonHttpResult<string>>> PostSilenceAsync(
        [FromBody] PostableSilence posted, AlertingWriter writer, TimeProvider time, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            var known = posted.Id is { Length: > 0 } id ? await FindAsync(id, writer, cancellationToken) : null;
            if (posted.Id is { Length: > 0 } && known is null)
            {
                return Fault(StatusCodes.Status404NotFound, $"there is no silence '{posted.Id}'");
            }

            // What is over stays as it was: a change of it is a new one.
            var isChange = known is not null && known.StateAt(now) != Dispatch.SilenceState.Expired;
            var (silence, fault) = PostedSilence.Of(
                posted, isChange ? known!.Id : Guid.NewGuid().ToString(), user.Identity?.Name ?? "", now);
            if (silence is null)
            {
                return Fault(StatusCodes.Status400BadRequest, fault);
            }

            await writer.PutAsync(silence, cancellationToken);
            return TypedResults.Ok(new SilenceCreated(silence.Id));
        }
        catch (StateUnavailableException e)
        {
            return Away(e);
        }
    }

    private static async Task<Results<Ok, JsonHttpResult<string>>> ExpireAsync(
        string id, AlertingWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (await FindAsync(id, writer, cancellationToken) is not { } silence)
            {
                return Fault(StatusCodes.Status404NotFound, $"there is no silence '{id}'");
            }

            if (silence.StateAt(now) != Dispatch.SilenceState.Expired)
            {
                await writer.PutAsync(
                    silence with { EndsAt = now, StartsAt = silence.StartsAt < now ? silence.StartsAt : now, UpdatedAt = now },
                    cancellationToken);
            }

            return TypedResults.Ok();
        }
        catch (StateUnavailableException e)
        {
            return Away(e);
        }
    }

    private static async Task<Dispatch.Silence?> FindAsync(string id, AlertingWriter writer, CancellationToken cancellationToken) =>
        (await writer.SilencesAsync(cancellationToken)).FirstOrDefault(silence => silence.Id == id);

    private static JsonHttpResult<string> Away(StateUnavailableException exception) =>
        Fault(StatusCodes.Status503ServiceUnavailable, $"the state is away: {exception.Message}");

    private static JsonHttpResult<string> Fault(int status, string message) =>
        TypedResults.Json(message, AlertmanagerJson.Default.String, statusCode: status);
}
