using System.Collections.Concurrent;

namespace Tests.Local.Cluster;

/// <summary>Clients that ask one address in every way without a pause, and note what failed.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly HttpClient _client;
    private readonly Task[] _loops;
    private int _answered;

    private Load(Uri address)
    {
        _client = new HttpClient { BaseAddress = address };
        _loops = [.. new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Get }.Select(AskAsync)];
    }

    public int Answered => _answered;

    public static Load Start(Uri address) => new(address);

    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        return _failures;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task AskAsync(HttpMethod method)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? "/" : "/echo");
                request.Content = method == HttpMethod.Get ? null : new StringContent(new string('x', 2000));
                using var answer = await _client.SendAsync(request);
                if (!answer.IsSuccessStatusCode)
                {
                    _failures.Enqueue($"{method} {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }

                Interlocked.Increment(ref _answered);
            }
            catch (HttpRequestException exception)
            {
                _failures.Enqueue($"{method} {exception.Message}");
            }

            await Task.Delay(2);
        }
    }
}
