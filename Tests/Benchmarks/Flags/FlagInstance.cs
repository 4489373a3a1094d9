using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;
using StackExchange.Redis;

namespace Benchmarks.Flags;

/// <summary>
/// A service in a process of its own that evaluates a flag every millisecond, as requests would, and says when it found it
/// flipped; beside it a bare subscription that says when a message came. Times are of the machine's one monotonic clock.
/// </summary>
internal static class FlagInstance
{
    public const string Flag = "flipped";
    public static readonly RedisChannel Bare = RedisChannel.Literal("slipway-benchmark:bare");

    public static async Task RunAsync(string redis)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:redis"] = redis;
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        builder.AddFlags();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var app = builder.Build();
        await app.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        await connection.GetSubscriber().SubscribeAsync(
            Bare, (_, message) => Say("bare", message.ToString(), Stopwatch.GetTimestamp()));

        // The end of the input is the end of whoever started this. On a thread of its own: the console's reader blocks,
        // also where its method is called async.
        var end = Task.Run(Console.In.ReadToEnd);
        await WatchAsync(app.Services.GetRequiredService<IFeatureManager>(), end);
        await app.StopAsync();
    }

    private static async Task WatchAsync(IFeatureManager features, Task end)
    {
        var before = await features.IsEnabledAsync(Flag);
        Say("watching", "", 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        while (!end.IsCompleted && await timer.WaitForNextTickAsync())
        {
            var now = await features.IsEnabledAsync(Flag);
            if (now != before)
            {
                Say("flag", now ? "on" : "off", Stopwatch.GetTimestamp());
                before = now;
            }
        }
    }

    private static void Say(string what, string value, long at) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {value} {at}"));
}
