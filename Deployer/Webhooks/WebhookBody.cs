using Microsoft.AspNetCore.Http.Features;

namespace Deployer.Webhooks;

/// <summary>A body read whole, within the limits of size and time; or why it was not.</summary>
internal readonly record struct WebhookBody(ReadOnlyMemory<byte> Bytes, WebhookRefusal? Refusal)
{
    public static async Task<WebhookBody> ReadAsync(
        HttpRequest request,
        WebhookOptions options,
        CancellationToken cancellationToken)
    {
        var tooLarge = new WebhookBody(default, new WebhookRefusal(
            StatusCodes.Status413PayloadTooLarge, $"The body is larger than {options.MaxBody} bytes."));
        if (request.ContentLength > options.MaxBody)
        {
            return tooLarge;
        }

        // Kestrel's own limit is lower or higher than ours, as configured; ours is what holds here.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.ReadTimeout);
        try
        {
            var bytes = await ReadAtMostAsync(request.Body, options.MaxBody, timeout.Token);
            return bytes is { } whole ? new WebhookBody(whole, null) : tooLarge;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookBody(default, new WebhookRefusal(
                StatusCodes.Status408RequestTimeout, $"The body did not arrive within {options.ReadTimeout}."));
        }
        catch (BadHttpRequestException exception)
        {
            return new WebhookBody(default, new WebhookRefusal(exception.StatusCode, exception.Message));
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAtMostAsync(
        Stream body,
        int limit,
        CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(block, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                return null;
            }

            buffer.Write(block, 0, read);
        }

        return buffer.ToArray();
    }
}
