using System.Text.Json;
using Deployer.Flags;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;
using ServiceDefaults.Asking;

namespace Deployer.Alerts;

/// <summary>Alertmanager's HTTP API, version 2, which the Monitor speaks too.</summary>
/// <remarks>Format: prometheus/alertmanager, api/v2/openapi.yaml, <c>GET /alerts</c>.</remarks>
internal sealed class AlertmanagerClient(
    IHttpClientFactory clients, IOptions<AlertOptions> options, OwnToken own) : IAlerts
{
    // Silencing an alert is how one says that it is no reason.
    private const string Query = "/api/v2/alerts?active=true&silenced=false&inhibited=true&unprocessed=false";

    public bool IsConfigured => options.Value.Address is not null;

    public async Task<IReadOnlyList<FiringAlert>> ListFiringAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(options.Value.Address!, Query);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            await request.AuthorizeAsync(options.Value.TokenFile, own.Value, cancellationToken);
            using var http = clients.CreateClient(nameof(AlertmanagerClient));
            using var answer = await http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new AlertsUnavailableException($"{address} answered {(int)answer.StatusCode}", null);
            }

            var alerts = await answer.Content.ReadFromJsonAsync(AlertJson.Default.AlertArray, cancellationToken);
            return
            [
                .. from alert in alerts
                   where alert.Labels.ContainsKey("alertname")
                   select new FiringAlert(alert.Labels["alertname"], alert.StartsAt),
            ];
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException or UnauthorizedAccessException ||
            (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AlertsUnavailableException($"{address} did not say which alerts fire: {exception.Message}", exception);
        }
    }
}
