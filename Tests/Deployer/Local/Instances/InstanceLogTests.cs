using Deployer.Local.Instances;

namespace Tests.Local.Instances;

public sealed class InstanceLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tail_ManyLines_IsTheLastFewOnOneLine()
    {
        var log = Write(Enumerable.Range(1, 1000).Select(i => $"line {i}"));

        log.Tail().Should().Be("line 996 | line 997 | line 998 | line 999 | line 1000");
    }

    [Fact]
    public void Tail_NoFile_IsNothing() => new InstanceLog(Path.Combine(_folder, "none.log")).Tail().Should().BeNull();

    [Fact]
    public void Rotate_LargeLog_BeginsANewOneAndKeepsTheOld()
    {
        var log = Write([new string('x', (int)InstanceLog.MaxBytes)]);

        log.Rotate();

        File.Exists(log.Path).Should().BeFalse();
        File.Exists(log.Path + ".old").Should().BeTrue();
    }

    [Fact]
    public void Prune_ManyLogs_KeepsTheNewestAndThoseInUse()
    {
        for (var i = 0; i < 6; i++)
        {
            var file = Path.Combine(_folder, $"api-stable-{i}.log");
            File.WriteAllText(file, "");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(i));
        }

        InstanceLog.Prune(_folder, new HashSet<string> { "api-stable-0" }, keep: 2);

        Directory.GetFiles(_folder).Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo("api-stable-0", "api-stable-4", "api-stable-5");
    }

    private InstanceLog Write(IEnumerable<string> lines)
    {
        var log = new InstanceLog(Path.Combine(_folder, "api-stable-abc.log"));
        File.WriteAllLines(log.Path, lines);
        return log;
    }
}
