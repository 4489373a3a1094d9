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
/// flipped; beside it a bare subscription that says when a message came. Times are of the machine's one monotonic clock. They are
/// said a while later, so that saying them takes no core from the processes that are not there yet.
/// </summary>
internal static class FlagInstance
{
    public const string Flag = "flipped";
    public static readonly RedisChannel Bare = RedisChannel.Literal("slipway-benchmark:bare");
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1);

    public static async Task RunAsync(string redis)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:redis"] = redis;
        builder.Configuration["Drain:Delay"] = "00:00:00";
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        builder.AddFlags();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var app = builder.Build();
        await app.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        await connection.GetSubscriber().SubscribeAsync(
            Bare, (_, message) => SayLater("bare", message.ToString(), Stopwatch.GetTimestamp()));

        using var end = new ManualResetEvent(false);
        var watching = new Thread(() => Watch(app.Services.GetRequiredService<IFeatureManager>(), end));
        watching.Start();

        // The end of the input is the end of whoever started this. On a thread of its own: the console's reader blocks,
        // also where its method is called async.
        await Task.Run(Console.In.ReadToEnd);
        end.Set();
        watching.Join();
        await app.StopAsync();
    }

    // On a thread of its own and not by a timer, which wakes two threads and more each time: ten processes that look so every
    // millisecond measure one another.
    private static void Watch(IFeatureManager features, ManualResetEvent end)
    {
        var before = IsOn(features);
        Say("watching", "", 0);
        while (!end.WaitOne(Period))
        {
            var now = IsOn(features);
            if (now != before)
            {
                SayLater("flag", now ? "on" : "off", Stopwatch.GetTimestamp());
                before = now;
            }
        }
    }

    private static bool IsOn(IFeatureManager features) => features.IsEnabledAsync(Flag).GetAwaiter().GetResult();

    private static void SayLater(string what, string value, long at) => _ = SayLaterAsync(what, value, at);

    private static async Task SayLaterAsync(string what, string value, long at)
    {
        await Task.Delay(Quiet, TimeProvider.System);
        Say(what, value, at);
    }

    private static void Say(string what, string value, long at) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {value} {at}"));
}
