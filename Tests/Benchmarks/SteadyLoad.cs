using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace Benchmarks;

/// <summary>Sends requests at a steady rate: half of them reads, half of them writes.</summary>
internal sealed class SteadyLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<LoadSample> _samples = [];
    private readonly HttpClient _client;
    private readonly Task _run;
    private int _underWay;

    public SteadyLoad(HttpClient client, int rate)
    {
        _client = client;
        _run = Task.Run(() => RunAsync(rate));
    }

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

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(int rate)
    {
        var watch = Stopwatch.StartNew();
        var sent = 0;
        while (!_stop.IsCancellationRequested)
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * rate); sent < due; sent++)
            {
                Interlocked.Increment(ref _underWay);
                _ = SendAsync(sent);
            }

            await Task.Delay(Tick);
        }
    }

    private async Task SendAsync(int number)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var answer = number % 2 == 0
                ? await _client.GetAsync("/")
                : await _client.PutAsJsonAsync($"/keys/load-{number % 100}", new { value = "x", ttlSeconds = 60 });
            await answer.Content.ReadAsByteArrayAsync();
            _samples.Add(new LoadSample(watch.Elapsed.TotalMilliseconds, answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}"));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            _samples.Add(new LoadSample(watch.Elapsed.TotalMilliseconds, exception.Message));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
