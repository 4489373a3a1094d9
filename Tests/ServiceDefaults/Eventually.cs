using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tests;

/// <summary>Waits for what happens soon, but not at once; a test that waits in vain fails and does not hang.</summary>
internal static class Eventually
{
    /// <summary>
    /// For what a cluster or a process of its own has to come to, which a starved machine may take 20 s for each pod to do. Only a
    /// test that fails waits for so long.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="limit">How long at most; by default 30 s.</param>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? limit = null)
    {
        var patience = limit ?? Patience;
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"Waited {patience.TotalSeconds} s in vain for {what}.");
            }

            await Task.Delay(20);
        }
    }

    public static Task TrueAsync(
        Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), what);
}
