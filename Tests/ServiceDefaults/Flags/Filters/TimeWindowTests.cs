using System.Globalization;

namespace Tests.Flags;

/// <summary>The package's filter has no clock but the machine's: the windows are days wide.</summary>
public sealed class TimeWindowTests : IDisposable
{
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
    [InlineData(-6, true)]
    [InlineData(6, false)]
    public async Task IsEnabledAsync_DailyRecurrence_IsOnInItEveryDay(int hours, bool on)
    {
        var start = -72 + hours;
        await _host.ShowAsync(TestFlags.Define("daily", filters: TestFlags.Filter("TimeWindow", $$"""
            {
              "Start": "{{In(start)}}", "End": "{{In(start + 12)}}",
              "Recurrence": { "Pattern": { "Type": "Daily" }, "Range": { "Type": "NoEnd" } }
            }
            """)));

        (await _host.Features.IsEnabledAsync("daily")).Should().Be(on);
    }

    public void Dispose() => _host.Dispose();

    private static string In(int hours) => DateTimeOffset.UtcNow.AddHours(hours).ToString("O", CultureInfo.InvariantCulture);
}
