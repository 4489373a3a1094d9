using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Scraping;

/// <summary>
/// Gets an instance's exposition. Its HTTP client has none of the resilience of the others: a retry would hide what a
/// scrape is there to see, and an open circuit would be taken for an instance that is down.
/// </summary>
internal sealed class ScrapeClient(HttpMessageInvoker http, IOptions<ScrapeOptions> options, TimeProvider time)
{
    public async Task<string> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "text/plain;version=0.0.4");
            using var response = await http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, either.Token)
                : throw new ScrapeException($"answered {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new ScrapeException($"no answer within {options.Value.Timeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ScrapeException(e.GetBaseException().Message, e);
        }
    }

    private async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxBodyBytes;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (read.Length + count > limit)
            {
                throw new ScrapeException($"answered more than {limit} bytes");
            }

            read.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }
}
