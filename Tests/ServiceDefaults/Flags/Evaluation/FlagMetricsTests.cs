using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

/// <summary>Alone, and one host after the other: to a host's metrics those of every other in the process are its own.</summary>
[Collection(AloneCollection.Name)]
public sealed class FlagMetricsTests : IDisposable
{
    private readonly RedisServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Evaluations_OfFlagsAndVariants_AreCountedByWhatTheyWereFoundToBe()
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        await (await redis.StoreAsync()).SetAsync(JsonElement.Parse("""
            {
              "id": "colour", "enabled": true,
              "variants": [{ "name": "blue" }], "allocation": { "default_when_enabled": "blue" }
            }
            """));
        await Eventually.TrueAsync(async () => await host.Variants.GetVariantAsync("colour") is not null);

        await host.IsOnAsync("colour");
        await host.IsOnAsync("colour");
        await host.IsOnAsync("undefined");

        (await ReadAsync(host, "slipway_flag_evaluations_total", "flag=\"colour\",result=\"variant blue\"")).Should().Be(1);
        (await ReadAsync(host, "slipway_flag_evaluations_total", "flag=\"colour\",result=\"on\"")).Should().Be(2);
        (await ReadAsync(host, "slipway_flag_evaluations_total", "flag=\"undefined\",result=\"off\"")).Should().Be(1);
    }

    [Fact]
    public async Task Propagation_OfFlips_IsMeasuredAndThatOfAStartIsNot()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        var store = await redis.StoreAsync();
        await using (var host = await FlagHost.StartAsync(_server.ConnectionString))
        {
            await store.SetAsync(TestFlags.Define("set"));
            await host.BecomesAsync("set", on: true);
            await store.SetAsync(TestFlags.Define("set", enabled: false));
            await host.BecomesAsync("set", on: false);
            await host.SaysAsync("version 2 of");

            (await ReadAsync(host, "slipway_flag_version")).Should().Be(2);
            (await ReadAsync(host, "slipway_flag_propagation_seconds_count")).Should().Be(2);
            (await ReadAsync(host, "slipway_flag_propagation_seconds_sum")).Should().BeInRange(0, 60);
        }

        await using var late = await FlagHost.StartAsync(_server.ConnectionString);
        (await ReadAsync(late, "slipway_flag_version")).Should().Be(2);
        (await ReadAsync(late, "slipway_flag_propagation_seconds_count")).Should().BeNull();
    }

    /// <summary>Null where it is not there.</summary>
    private static async Task<double?> ReadAsync(FlagHost host, string metric, string labels = "")
    {
        using var client = host.Client();
        var found = Regex.Match(
            await client.GetStringAsync("/metrics"),
            $"^{metric}{{[^}}]*{Regex.Escape(labels)}[^}}]*}} (?<value>[^ \n]+)",
            RegexOptions.Multiline);
        return found.Success ? double.Parse(found.Groups["value"].Value, CultureInfo.InvariantCulture) : null;
    }
}
