using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Canaries;

/// <summary>Asks at a steady rate, whether or not earlier requests are answered, each over a connection as it comes.</summary>
internal sealed class TrialLoad : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<TrialAnswer> _answers = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly HttpClient _client;
    private readonly Task _run;
    private int _underWay;

    public TrialLoad(HttpClient client, int rate)
    {
        _client = client;
        _run = Task.Run(() => RunAsync(rate));
    }

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>What was answered since then.</summary>
    public IReadOnlyList<TrialAnswer> Since(TimeSpan from) => [.. _answers.Where(answer => answer.At >= from)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(Tick);
        }

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
                _ = SendAsync();
            }

            await Task.Delay(Tick);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            using var answer = await _client.GetAsync("/");
            var digest = answer.Headers.TryGetValues("X-Digest", out var values) ? values.Single() : "";
            _answers.Enqueue(new TrialAnswer(_watch.Elapsed, digest, answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}"));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            _answers.Enqueue(new TrialAnswer(_watch.Elapsed, "", exception.Message));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
