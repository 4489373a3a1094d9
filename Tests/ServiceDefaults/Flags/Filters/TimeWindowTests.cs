using System.Globalization;

namespace Tests.Flags;

/// <summary>The package's filter has no clock but the machine's: the windows are days wide.</summary>
public sealed class TimeWindowTests : IDisposable
{
    private const string NoEnd = """{ "Type": "NoEnd" }""";
    private readonly EvaluationHost _host = new();

    [Theory]
    [InlineData(-48, 48, true)]
    [InlineData(-48, null, true)]
    [InlineData(null, 48, true)]
    [InlineData(-96, -48, false)]
    [InlineData(48, 96, false)]
    public async Task IsEnabledAsync_TimeWindow_IsOnInIt(int? start, int? end, bool on)
    {
        string[] parameters =
        [
            .. start is { } from ? [$"\"Start\":\"{In(from)}\""] : (string[])[],
            .. end is { } to ? [$"\"End\":\"{In(to)}\""] : (string[])[],
        ];
        await _host.ShowAsync(TestFlags.Define(
            "windowed", filters: TestFlags.Filter("TimeWindow", $"{{{string.Join(',', parameters)}}}")));

        (await _host.Features.IsEnabledAsync("windowed")).Should().Be(on);
    }

    [Theory]
    [InlineData(-6, NoEnd, true)]
    [InlineData(6, NoEnd, false)]
    [InlineData(-6, """{ "Type": "Numbered", "NumberOfOccurrences": 4 }""", true)]
    [InlineData(-6, """{ "Type": "Numbered", "NumberOfOccurrences": 3 }""", false)]
    public async Task IsEnabledAsync_DailyRecurrence_IsOnInItEveryDayToItsEnd(int hours, string range, bool on)
    {
        await ShowAsync("""{ "Type": "Daily" }""", range, from: -72 + hours);

        (await _host.Features.IsEnabledAsync("windowed")).Should().Be(on);
    }

    [Theory]
    [InlineData(-6, true)]
    [InlineData(6, false)]
    public async Task IsEnabledAsync_WeeklyRecurrence_IsOnInItOnItsDay(int hours, bool on)
    {
        var from = (-14 * 24) + hours;
        await ShowAsync(
            $$"""{ "Type": "Weekly", "DaysOfWeek": ["{{DateTimeOffset.UtcNow.AddHours(from).DayOfWeek}}"] }""", NoEnd, from);

        (await _host.Features.IsEnabledAsync("windowed")).Should().Be(on);
    }

    // What was true when the flag came need not be true when it is asked for.
    [Fact]
    public async Task Constant_TimeWindow_IsNoneUnlessAnotherFilterDecides()
    {
        var window = TestFlags.Filter("TimeWindow", $$"""{"End":"{{In(48)}}"}""");
        await _host.ShowAsync(
            TestFlags.Define("alone", filters: window),
            TestFlags.Define("either", filters: [window, TestFlags.Filter("On")]),
            TestFlags.Define("elsewhere", requirement: "All", filters: [window, TestFlags.Filter("Track", """{"Tracks":["canary"]}""")]));

        _host.Board.View.Flags.ToDictionary(flag => flag.Name, flag => flag.Constant).Should().Equal(
            new Dictionary<string, bool?> { ["alone"] = null, ["either"] = true, ["elsewhere"] = false });
    }

    public void Dispose() => _host.Dispose();

    /// <summary>A flag that is on for twelve hours, again and again.</summary>
    /// <param name="from">Hours from now to its first time.</param>
    private Task ShowAsync(string pattern, string range, int from) => _host.ShowAsync(TestFlags.Define(
        "windowed",
        filters: TestFlags.Filter("TimeWindow", $$"""
            {
              "Start": "{{In(from)}}", "End": "{{In(from + 12)}}",
              "Recurrence": { "Pattern": {{pattern}}, "Range": {{range}} }
            }
            """)));

    private static string In(int hours) => DateTimeOffset.UtcNow.AddHours(hours).ToString("O", CultureInfo.InvariantCulture);
}
