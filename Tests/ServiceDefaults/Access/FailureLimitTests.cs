using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;

namespace Tests.Access;

public sealed class FailureLimitTests
{
    [Fact]
    public async Task Ask_TooManyWrongTokens_Is429UntilLaterAndEachIsCountedByItsReason()
    {
        await using var app = AccessHost.Build(
            "Production", null, [.. AccessHost.AllRoles, ("Access:FailuresPerMinute", "3")]);
        var counted = new Dictionary<string, long>();
        using var listener = Listen(app, counted);
        await app.StartAsync();
        using var wrong = app.Client("a-wrong-token-0123456789-0123456789");
        using var right = app.Client(AccessHost.Viewer);
        using var none = app.Client();

        // None is no guess.
        for (var request = 0; request < 5; request++)
        {
            (await none.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        (await right.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await right.PostAsync("/api/act", null)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        for (var request = 0; request < 3; request++)
        {
            (await wrong.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var limited = await wrong.GetAsync("/api/look");
        limited.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter!.Delta.Should().BePositive();
        limited.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await right.GetAsync("/api/look")).StatusCode.Should()
            .Be(HttpStatusCode.TooManyRequests, "none of its tokens is looked at");
        (await none.GetAsync("/open")).StatusCode.Should().Be(HttpStatusCode.OK);
        counted.Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["missing"] = 5,
            ["role"] = 1,
            ["unknown"] = 3,
            ["limited"] = 2,
        });
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1:2:3", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void Source_TwoAddresses_AreOneWhereOneHasBoth(string one, string other, bool same) =>
        (FailureLimit.Source(IPAddress.Parse(one)) == FailureLimit.Source(IPAddress.Parse(other))).Should().Be(same);

    private static MeterListener Listen(WebApplication app, Dictionary<string, long> counted)
    {
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "slipway.access.refused" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (counted)
            {
                var reason = (string)tags[0].Value!;
                counted[reason] = counted.GetValueOrDefault(reason) + value;
                tags.Length.Should().Be(1);
            }
        });
        listener.Start();
        return listener;
    }
}
