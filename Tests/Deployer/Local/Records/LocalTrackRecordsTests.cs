using Deployer.Control;
using Deployer.Images;
using Deployer.Local.Records;
using Deployer.Rollouts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Local.Records;

public sealed class LocalTrackRecordsTests : IDisposable
{
    private static readonly TrackKey Track = new("api", "canary");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImageReference Image = ImageReference.Parse("api:canary");
    private static readonly Digest Digest = Digest.Parse("sha256:" + new string('a', 64));

    private static readonly DesiredRelease Desired = new("1", Image, Digest, Now, "dockerhub", null, []);

    private readonly string _root = Directory.CreateTempSubdirectory("slipway").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task ReadAsync_NothingWritten_IsEmpty() =>
        (await Open().ReadAsync(Track, CancellationToken.None)).Should().Be(TrackRecord.Empty);

    [Fact]
    public async Task ReadAsync_AfterRestart_IsWhatWasWritten()
    {
        var rollout = new Rollout(
            "1", Track, ["1", "2"], "dockerhub", Image, Digest, null, RolloutPhase.Progressing, new RolloutProgress(3, 2, 1, 1),
            null, Now, Now, Now, null, "on its way");
        var status = new TrackStatus("1", rollout, null, [new GoodRelease(new Release(Image, Digest), "0", Now)], "waits");

        await Open().WriteDesiredAsync(Track, Desired, CancellationToken.None);
        await Open().WriteStatusAsync(Track, status, TrackStatus.Empty, CancellationToken.None);

        var record = await Open().ReadAsync(Track, CancellationToken.None);
        record.Should().BeEquivalentTo(new TrackRecord(Desired, status));
    }

    [Fact]
    public async Task Write_BothHalvesAtOnce_LosesNeither()
    {
        var records = Open();
        for (var i = 0; i < 20; i++)
        {
            var before = (await records.ReadAsync(Track, CancellationToken.None)).Status;
            var (id, answered) = ($"{i}", $"{i - 1}");
            await Task.WhenAll(
                records.WriteDesiredAsync(Track, Desired with { Id = id }, CancellationToken.None),
                records.WriteStatusAsync(
                    Track, TrackStatus.Empty with { Answered = answered }, before, CancellationToken.None));

            var record = await records.ReadAsync(Track, CancellationToken.None);
            (record.Desired!.Id, record.Status.Answered).Should().Be((id, answered));
        }
    }

    [Fact]
    public async Task WriteStatusAsync_AnotherHasWrittenMeanwhile_IsRefused()
    {
        var records = Open();
        await records.WriteStatusAsync(Track, TrackStatus.Empty with { Answered = "1" }, TrackStatus.Empty, CancellationToken.None);

        var write = () => records.WriteStatusAsync(
            Track, TrackStatus.Empty with { Answered = "2" }, TrackStatus.Empty, CancellationToken.None);

        await write.Should().ThrowAsync<RecordChangedException>();
        (await records.ReadAsync(Track, CancellationToken.None)).Status.Answered.Should().Be("1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"desired":{"id":"1","image":"api:canary","digest":"sha256:no"}}""")]
    public async Task ReadAsync_CorruptFile_IsPutAsideAndTheTrackBeginsAnew(string content)
    {
        var file = new ClusterFolder(_root).RecordOf(Track);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, content);

        (await Open().ReadAsync(Track, CancellationToken.None)).Should().Be(TrackRecord.Empty);

        (await File.ReadAllTextAsync($"{file}.corrupt-20261120T120000000")).Should().Be(content);
        await Open().WriteDesiredAsync(Track, Desired, CancellationToken.None);
        (await Open().ReadAsync(Track, CancellationToken.None)).Desired.Should().BeEquivalentTo(Desired);
    }

    [Fact]
    public async Task WriteDesiredAsync_FolderCannotBeMade_IsUnavailable()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "cluster"), "a file where the folder should be");

        var write = () => Open().WriteDesiredAsync(Track, Desired, CancellationToken.None);

        (await write.Should().ThrowAsync<ClusterUnavailableException>()).WithMessage("*api.canary.json cannot be written*");
    }

    private LocalTrackRecords Open() =>
        new(new ClusterFolder(_root), new FakeTimeProvider(Now), NullLogger<LocalTrackRecords>.Instance);
}
