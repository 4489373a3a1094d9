using ServiceDefaults.Resources;

namespace Tests.Resources;

public class MemoryInfoTests
{
    [Fact]
    public void Parse_MemInfo_FindsTotalAndAvailable() =>
        MemoryInfo.Parse(["MemTotal:       24684096 kB", "MemFree: 1 kB", "MemAvailable:   23000000 kB", "B: 7 kB"])
            .Should().Be(new MachineMemory(24_684_096L * 1024, 23_000_000L * 1024));

    [Theory]
    [InlineData("MemTotal: 5 kB")]
    [InlineData("MemTotal: many kB", "MemAvailable: 3 kB")]
    [InlineData("")]
    public void Parse_SomethingMissing_IsNull(params string[] lines) => MemoryInfo.Parse(lines).Should().BeNull();

    [Fact]
    public void Read_ThisMachine_HasMemory()
    {
        var memory = MemoryInfo.Read();

        memory.Total.Should().BePositive();
        memory.Available.Should().BeInRange(0, memory.Total);
    }
}
