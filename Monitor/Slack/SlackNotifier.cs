using System.Net;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;

namespace Monitor.Slack;

/// <summary>Posts to an incoming webhook of Slack, or of what takes the same JSON (Mattermost, Rocket.Chat, Discord's /slack).</summary>
internal sealed class SlackNotifier(IHttpClientFactory clients) : INotifier
{
    public bool Takes(Integration integration) => integration is Integration.Slack;

    public async Task<Delivery> DeliverAsync(Integration integration, Notification notification, CancellationToken cancellationToken)
    {
        var slack = (Integration.Slack)integration;
        Uri? address;
        try
        {
            address = await AddressAsync(slack, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Later($"the file with the webhook's address cannot be read: {e.Message}");
        }

        return address is null
            ? new Delivery.Later("the file with the webhook's address does not hold one")
            : await PostAsync(address, SlackMessage.Of(notification, slack.Channel), cancellationToken);
    }

    private async Task<Delivery> PostAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(nameof(SlackNotifier));
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Content = JsonContent.Create(message, SlackJson.Default.SlackMessage);
            // What it says besides is not read: an answer that is too long must not look like a message that did not arrive.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Judge(answer.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Never the address: who knows it may post.
            return new Delivery.Later($"the webhook cannot be reached: {e.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Later("the webhook did not answer in time");
        }
    }

    private static Delivery Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new Delivery.Done($"the webhook answered {(int)status}"),
        408 or 429 or >= 500 => new Delivery.Later($"the webhook answered {(int)status}"),
        _ => new Delivery.Refused($"the webhook answered {(int)status}"),
    };

    private static async Task<Uri?> AddressAsync(Integration.Slack slack, CancellationToken cancellationToken)
    {
        if (slack.UrlFile is null)
        {
            return slack.Url;
        }

        var text = (await File.ReadAllTextAsync(slack.UrlFile, cancellationToken)).Trim();
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
    }
}
