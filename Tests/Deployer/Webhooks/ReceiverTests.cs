using System.Text;
using CsCheck;
using Deployer.Images;
using Deployer.Webhooks;

namespace Tests.Webhooks;

public sealed class ReceiverTests
{
    private static readonly Digest Pushed =
        Digest.Parse("sha256:fea8895f450959fa676bcc1df0611ea93823a735a01205fd8622846041d0c7cf");

    private static readonly Dictionary<string, IWebhookReceiver> Receivers =
        new IWebhookReceiver[] { new DockerHubReceiver(), new DistributionReceiver(), new GenericReceiver() }
            .ToDictionary(receiver => receiver.Name);

    public static TheoryData<string> Names => [.. Receivers.Keys];

    [Fact]
    public void Read_DockerHub_IsOnePush() => Read("dockerhub").Pushes.Should().Equal(new PushEvent(
        ImageReference.Parse("team/api:stable"),
        null,
        DateTimeOffset.FromUnixTimeSeconds(1417566161),
        null,
        "dockerhub"));

    [Fact]
    public void Read_DistributionEnvelope_TakesOnlyPushesOfTags()
    {
        var content = Read("distribution");

        content.Pushes.Should().Equal(new PushEvent(
            ImageReference.Parse("localhost:5000/slipway/api:canary"),
            Pushed,
            new DateTimeOffset(2016, 3, 9, 14, 44, 28, TimeSpan.Zero),
            "5f5e5e1f-7a3a-4c6b-9d57-4dd4d3b5a0a1",
            "distribution"));
        content.Ignored.Should().Equal(
            "events[0]: action 'pull' is no push",
            "events[1]: no tag was pushed");
    }

    [Fact]
    public void Read_DistributionFaultyEvent_DoesNotCostTheOthers()
    {
        var content = Receivers["distribution"].Read("""
            {"events":[{"action":"push","target":{"tag":"x","repository":"NO"}},
                       {"action":"push","target":{"tag":"x","repository":"api"}}]}
            """u8.ToArray());

        content.Faults.Should().BeEmpty();
        content.Pushes.Should().ContainSingle().Which.Image.Familiar.Should().Be("api:x");
        content.Ignored.Should().ContainSingle().Which.Should().Contain("events[0].target.repository").And.Contain("'NO'");
    }

    [Fact]
    public void Read_Generic_IsOnePushWithItsDigest() => Read("generic").Pushes.Should().Equal(new PushEvent(
        ImageReference.Parse("team/api:canary"),
        Pushed,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        "build-17",
        "generic"));

    [Fact]
    public void Read_GenericWithBadDigest_NamesIt() =>
        Receivers["generic"].Read("""{"image":"api:x","digest":"sha256:1"}"""u8.ToArray())
            .Faults.Should().ContainSingle().Which.Place.Should().Be("digest");

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_NoObject_IsAFault(string name) =>
        Receivers[name].Read("[1]"u8.ToArray()).Faults.Should().ContainSingle();

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_MutatedPayload_NeverThrows(string name)
    {
        var payload = Payload(name);
        var mutation = Gen.Select(Gen.Int[0, payload.Length - 1], Gen.Byte, Gen.Int[0, 12]).Array[1, 8];

        mutation.Sample(
            mutations => Receivers[name].Read(Mutate(payload, mutations)).Should().NotBeNull(), iter: 20_000);
    }

    private static byte[] Mutate(byte[] payload, (int At, byte Value, int Cut)[] mutations)
    {
        var bytes = payload.ToList();
        foreach (var (at, value, cut) in mutations)
        {
            if (at < bytes.Count)
            {
                bytes[at] = value;
                bytes.RemoveRange(at, Math.Min(cut, bytes.Count - at));
            }
        }

        return [.. bytes];
    }

    private static WebhookContent Read(string name) => Receivers[name].Read(Payload(name));

    private static byte[] Payload(string name) =>
        Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine("Golden", "Webhooks", $"{name}.json")));
}
