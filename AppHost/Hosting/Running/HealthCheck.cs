namespace Aspire.Hosting.Running;

internal sealed class HealthCheck(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Returns when every check of the resource has passed; <paramref name="failing"/> hears what does not pass yet.</summary>
    public async Task PassAsync(IResource resource, Action<string> failing, CancellationToken cancellationToken)
    {
        foreach (var check in resource.Annotations.OfType<HttpHealthCheckAnnotation>())
        {
            while (await FaultAsync(check, cancellationToken) is { } fault)
            {
                failing(fault);
                await Task.Delay(Period, time, cancellationToken);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> FaultAsync(HttpHealthCheckAnnotation check, CancellationToken cancellationToken)
    {
        var url = new Uri(new Uri(check.Endpoint.Url), check.Path);
        try
        {
            using var answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode == check.StatusCode ? null : $"GET {url} answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException fault)
        {
            return $"GET {url}: {fault.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"GET {url} was not answered in {_http.Timeout.TotalSeconds} s";
        }
    }
}
