// Aspire's own client has tests of its own.
#if !USE_ASPIRE
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Tests.Redis;

public sealed class RedisClientTests : IDisposable
{
    private readonly RedisServer _server = new();

    [Theory]
    [InlineData("", "ConnectionStrings:redis is missing*")]
    [InlineData("localhost,banana=5", "ConnectionStrings:redis is no connection string*")]
    public void Build_NoUsableConnectionString_NamesTheKey(string connectionString, string message)
    {
        var build = () => App(connectionString);

        build.Should().Throw<OptionsValidationException>().WithMessage(message);
    }

    [Fact]
    public async Task Ready_ServerGoesAndComes_FollowsItAndCommandsFailAtOnce()
    {
        await using var app = App(_server.ConnectionString);
        await app.StartAsync();
        await BecomesAsync(app, HttpStatusCode.OK);
        var database = app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await database.StringSetAsync("a", "b");

        _server.Stop();
        await BecomesAsync(app, HttpStatusCode.ServiceUnavailable);
        var get = () => database.StringGetAsync("a");
        await get.Should().ThrowAsync<RedisConnectionException>();

        _server.Start();
        await BecomesAsync(app, HttpStatusCode.OK);
        await get.Should().NotThrowAsync();
    }

    [Fact]
    public async Task StartAsync_ServerIsAway_StartsAndFindsItLater()
    {
        _server.Stop();
        await using var app = App(_server.ConnectionString);
        await app.StartAsync();
        await BecomesAsync(app, HttpStatusCode.ServiceUnavailable);

        _server.Start();

        await BecomesAsync(app, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Command_WithinARecordedSpan_BecomesASpanBelowItWithoutTheKey()
    {
        await using var app = App(_server.ConnectionString);
        await app.StartAsync();
        await BecomesAsync(app, HttpStatusCode.OK);
        var database = app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        using var source = new ActivitySource("Tests.Redis.Spans");
        var spans = new List<Activity>();
        ActivityTraceId trace = default;
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name is "Slipway.Redis" or "Tests.Redis.Spans",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        ActivitySpanId parent;
        using (var span = source.StartActivity("outer")!)
        {
            (trace, parent) = (span.TraceId, span.SpanId);
            await database.StringSetAsync("private", "b", TimeSpan.FromMinutes(1));
            await database.StringGetAsync("private");
        }

        List<Activity> commands;
        lock (spans)
        {
            commands = [.. spans.Where(span => span.TraceId == trace && span.Source.Name == "Slipway.Redis")];
        }

        commands.Should().HaveCount(2).And.OnlyContain(span => span.ParentSpanId == parent);
        var get = commands.Single(span => span.DisplayName == "GET");
        get.Kind.Should().Be(ActivityKind.Client);
        get.TagObjects.Should().Contain(new KeyValuePair<string, object?>("db.system.name", "redis"))
            .And.Contain(new KeyValuePair<string, object?>("server.address", "127.0.0.1"))
            .And.NotContain(tag => Equals(tag.Value, "private"));
        get.Duration.Should().BePositive();
    }

    public void Dispose() => _server.Dispose();

    private static WebApplication App(string connectionString) =>
        Hosts.Build(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", connectionString));

    private static async Task BecomesAsync(WebApplication app, HttpStatusCode status)
    {
        using var client = app.Client();
        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).StatusCode == status);
    }
}
#endif
