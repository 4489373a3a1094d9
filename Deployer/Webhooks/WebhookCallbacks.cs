using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Deployer.Webhooks;

/// <summary>
/// Tells senders that ask for it that their webhook was taken, at the address they name themselves: an address of the
/// caller's choosing, so nobody is told unless its host is configured, and no redirection is followed.
/// </summary>
internal sealed class WebhookCallbacks(
    IOptions<WebhookOptions> options, IHttpClientFactory clients, ILogger<WebhookCallbacks> logger) : BackgroundService
{
    public const string Client = "webhook-callbacks";

    private const int Capacity = 100;

    private readonly Channel<(Uri Address, CallbackState State)> _told = Channel.CreateBounded<(Uri, CallbackState)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Returns at once; does nothing without an address, or where callbacks are off.</summary>
    public void Tell(string? address, WebhookAnswer answer)
    {
        if (address is null || options.Value.CallbackHosts.Count == 0)
        {
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsAllowed(uri))
        {
            Log.CallbackRefused(logger, Shown.Of(uri?.Authority ?? address));
            return;
        }

        _told.Writer.TryWrite((uri, CallbackState.Of(answer)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (address, state) in _told.Reader.ReadAllAsync(stoppingToken))
        {
            await PostAsync(address, state, stoppingToken);
        }
    }

    private bool IsAllowed(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 &&
        options.Value.CallbackHosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase);

    private async Task PostAsync(Uri address, CallbackState state, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.PostAsJsonAsync(address, state, WebhookJson.Default.CallbackState, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                Log.CallbackFailed(logger, address.Authority, $"answered {(int)answer.StatusCode}");
            }
        }
        catch (Exception exception) when (
            exception is HttpRequestException ||
            (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.CallbackFailed(logger, address.Authority, exception.Message);
        }
    }
}
