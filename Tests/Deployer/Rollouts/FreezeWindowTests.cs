using CsCheck;
using Deployer.Rollouts;
using Tests.Properties;

namespace Tests.Rollouts;

public class FreezeWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly FreezeWindow Weekend = new(
        "weekend", [DayOfWeek.Saturday, DayOfWeek.Sunday], TimeOnly.MinValue, TimeOnly.MinValue, Berlin);

    private static readonly FreezeWindow Night = new(
        "night", [DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0), Berlin);

    [Theory]
    [InlineData("2026-11-27T22:59:59Z", null)]
    [InlineData("2026-11-27T23:00:00Z", "2026-11-28T23:00:00Z")]
    [InlineData("2026-11-29T12:00:00Z", "2026-11-29T23:00:00Z")]
    [InlineData("2026-11-29T23:00:00Z", null)]
    public void EndAt_WholeDays_AreThoseOfTheZone(string now, string? end) =>
        Weekend.EndAt(DateTimeOffset.Parse(now)).Should().Be(end is null ? null : DateTimeOffset.Parse(end));

    [Theory]
    [InlineData("2026-11-27T20:59:59Z", null)]
    [InlineData("2026-11-27T21:00:00Z", "2026-11-28T05:00:00Z")]
    [InlineData("2026-11-28T04:59:59Z", "2026-11-28T05:00:00Z")]
    [InlineData("2026-11-28T05:00:00Z", null)]
    [InlineData("2026-11-28T21:00:00Z", null)]
    public void EndAt_OverMidnight_BelongsToTheDayItBeginsOn(string now, string? end) =>
        Night.EndAt(DateTimeOffset.Parse(now)).Should().Be(end is null ? null : DateTimeOffset.Parse(end));

    // On 2026-03-29 the clock of Berlin goes from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00.
    [Theory]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [InlineData("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z")]
    public void EndAt_ClockIsPutForwardOrBack_HoldsAsTheClockSays(string now, string end) =>
        new FreezeWindow("early", [], new TimeOnly(2, 0), new TimeOnly(4, 0), Berlin)
            .EndAt(DateTimeOffset.Parse(now)).Should().Be(DateTimeOffset.Parse(end));

    [Fact]
    public void Words_SeveralHold_TellsTheOneThatEndsLast() =>
        FreezeWindow.Words([Night, Weekend], DateTimeOffset.Parse("2026-11-28T01:00:00Z")).Should().Be(
            "frozen by 'weekend' until Sun 2026-11-29 00:00 (Europe/Berlin)");

    /// <summary>Against the clock on the wall, at any minute of a year.</summary>
    [Fact]
    public void EndAt_AnyMinute_HoldsExactlyWhenTheWallClockSaysSo() =>
        Gen.Select(Gen.Int[0, 525_600], Gen.Int[0, 23], Gen.Int[0, 23]).SampleSeeded(
            (minute, from, to) =>
            {
                var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);
                var window = new FreezeWindow("any", [DayOfWeek.Tuesday], new TimeOnly(from, 0), new TimeOnly(to, 0), TimeZoneInfo.Utc);
                var time = TimeOnly.FromDateTime(now.UtcDateTime);
                var expected = to > from
                    ? now.DayOfWeek == DayOfWeek.Tuesday && time.Hour >= from && time.Hour < to
                    : (now.DayOfWeek == DayOfWeek.Tuesday && time.Hour >= from) || (now.DayOfWeek == DayOfWeek.Wednesday && time.Hour < to);
                return window.EndAt(now) is not null == expected;
            },
            cases: 5000);
}
