using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;
using ServiceDefaults.Asking;

namespace Monitor.Forwarding;

/// <summary>Posts alerts to an Alertmanager.</summary>
internal sealed class AlertmanagerClient(IHttpClientFactory clients, IOptions<ForwardingOptions> options)
{
    /// <summary>As much of an answer as a fault shows.</summary>
    private const int MaxAnswer = 300;

    /// <summary>Only cancellation is an exception.</summary>
    public async Task<Delivery> SendAsync(
        AlertmanagerOptions alertmanager, IEnumerable<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            ForwardedAlert[] forwarded = [.. alerts.Select(alert => ForwardedAlert.Of(alert, options.Value.Validity, now))];
            using var client = clients.CreateClient(nameof(AlertmanagerClient));
            using var request = new HttpRequestMessage(HttpMethod.Post, alertmanager.AlertsAddress);
            request.Content = JsonContent.Create(forwarded, ForwardingJson.Default.ForwardedAlertArray);
            await request.AuthorizeAsync(alertmanager.TokenFile, alertmanager.Token, cancellationToken);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await JudgeAsync(answer, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or FormatException)
        {
            return new Delivery.Later(e.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Later($"no answer within {options.Value.Timeout.TotalSeconds} s");
        }
    }

    private static async Task<Delivery> JudgeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 200 and < 300)
        {
            return new Delivery.Done($"answered {status}");
        }

        var reason = $"answered {status}: {await BeginningAsync(answer.Content, cancellationToken)}".TrimEnd(' ', ':');
        return status is 408 or 429 or >= 500 ? new Delivery.Later(reason) : new Delivery.Refused(reason);
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(bytes, MaxAnswer, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length).ReplaceLineEndings(" ").Trim();
    }
}
