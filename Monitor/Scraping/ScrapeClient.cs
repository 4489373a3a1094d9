using System.Buffers;
using Microsoft.Extensions.Options;
using Monitor.Samples;

namespace Monitor.Scraping;

/// <summary>
/// Gets an instance's exposition. Its HTTP client has none of the resilience of the others: a retry would hide what a
/// scrape is there to see, and an open circuit would be taken for an instance that is down.
/// </summary>
internal sealed class ScrapeClient(HttpMessageInvoker http, IOptions<ScrapeOptions> options, TimeProvider time)
{
    // OpenMetrics for those who speak nothing else; what both say the text format says in fewer bytes.
    private const string Accept =
        "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1";

    /// <exception cref="ScrapeException">There was no answer, or not such an answer.</exception>
    public async Task<ScrapeBody> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", Accept);
            using var response = await http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, either.Token)
                : throw new ScrapeException($"answered {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new ScrapeException($"no answer within {options.Value.Timeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new ScrapeException(e.GetBaseException().Message, e);
        }
    }

    private async Task<ScrapeBody> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var count)
            {
                length += count;
                if (length > options.Value.MaxBodyBytes)
                {
                    throw new ScrapeException($"answered more than {options.Value.MaxBodyBytes} bytes");
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            return new ScrapeBody(buffer.AsSpan(0, length), FormatOf(response));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static ExpositionFormat FormatOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is "application/openmetrics-text"
            ? ExpositionFormat.OpenMetrics
            : ExpositionFormat.Text;
}
