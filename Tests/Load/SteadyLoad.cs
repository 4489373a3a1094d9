using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace Tests.Load;

/// <summary>
/// Sends requests at a steady rate, whether or not earlier ones are answered: a stall shows as latency, not as fewer requests.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LoadSample> _samples = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Func<int, Task<HttpResponseMessage>> _send;
    private readonly Task _run;
    private int _underWay;

    /// <param name="rate">Requests a second.</param>
    /// <param name="send">Sends the request of that number.</param>
    public SteadyLoad(int rate, Func<int, Task<HttpResponseMessage>> send)
    {
        _send = send;
        _run = Task.Run(() => RunAsync(rate));
    }

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>What was answered since then.</summary>
    public IReadOnlyList<LoadSample> Since(TimeSpan from) => [.. _samples.Where(sample => sample.At >= from)];

    /// <summary>Returns once the last request is answered.</summary>
    public async Task<IReadOnlyList<LoadSample>> StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(Tick);
        }

        return [.. _samples];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(int rate)
    {
        var sent = 0;
        while (!_stop.IsCancellationRequested)
        {
            for (var due = (int)(_watch.Elapsed.TotalSeconds * rate); sent < due; sent++)
            {
                Interlocked.Increment(ref _underWay);
                _ = SendAsync(sent);
            }

            await Task.Delay(Tick);
        }
    }

    private async Task SendAsync(int number)
    {
        var begun = _watch.Elapsed;
        try
        {
            using var answer = await _send(number);
            await answer.Content.ReadAsByteArrayAsync();
            Take(answer.Headers, answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Take(null, exception.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }

        void Take(HttpResponseHeaders? headers, string? fault)
        {
            var now = _watch.Elapsed;
            _samples.Enqueue(new LoadSample(now, (now - begun).TotalMilliseconds, Value(headers, "X-Digest"), Value(headers, "X-Track"), fault));
        }
    }

    private static string Value(HttpResponseHeaders? headers, string name) =>
        headers is not null && headers.TryGetValues(name, out var values) ? values.Single() : "";
}
