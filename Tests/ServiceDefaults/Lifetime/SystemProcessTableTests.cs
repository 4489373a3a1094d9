using System.Diagnostics;
using ServiceDefaults.Lifetime;

namespace Tests.Lifetime;

public class SystemProcessTableTests
{
    private readonly SystemProcessTable _processes = new();

    [Fact]
    public void Find_ThisProcess_IsAlwaysTheSame() =>
        _processes.Find(Environment.ProcessId).Should().NotBeNullOrEmpty()
            .And.Be(_processes.Find(Environment.ProcessId));

    [Fact]
    public async Task Find_ProcessThatEnded_IsNull()
    {
        var start = new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var id = process.Id;
        await process.WaitForExitAsync();

        _processes.Find(id).Should().BeNull();
    }

    [Theory]
    [InlineData("17 (dotnet) S 1 17 17 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 9 0 123456 1000", "123456")]
    [InlineData("17 (a) b) (c) S 1 17 17 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 9 0 99 1000", "99")]
    [InlineData("17 (dotnet) Z 1 17 17 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 9 0 123456 1000", null)]
    [InlineData("17 (dotnet) S 1", null)]
    [InlineData("", null)]
    public void ParseStat_Line_IsTheStartTimeOfALivingProcess(string stat, string? mark) =>
        SystemProcessTable.ParseStat(stat).Should().Be(mark);
}
