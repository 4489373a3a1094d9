using System.Text;
using CsCheck;
using Deployer.Images;
using Deployer.Webhooks;
using Deployer.Webhooks.Receivers;
using Tests.Properties;

namespace Tests.Webhooks;

public sealed class ReceiverTests
{
    private static readonly Digest Pushed =
        Digest.Parse("sha256:fea8895f450959fa676bcc1df0611ea93823a735a01205fd8622846041d0c7cf");

    private static readonly Dictionary<string, IWebhookReceiver> Receivers = new IWebhookReceiver[]
    {
        new DockerHubReceiver(), new DistributionReceiver(), new GitHubReceiver(), new QuayReceiver(), new HarborReceiver(),
        new AzureReceiver(), new JFrogReceiver(), new GitLabReceiver(), new CloudEventsReceiver(), new GenericReceiver(),
    }.ToDictionary(receiver => receiver.Name);

    /// <summary>Receiver, golden payload, image, whether the digest is told, delivery id.</summary>
    public static TheoryData<string, string, string, bool, string?> Payloads => new()
    {
        { "dockerhub", "dockerhub", "team/api:stable", false, null },
        { "distribution", "distribution", "localhost:5000/slipway/api:canary", true, "5f5e5e1f-7a3a-4c6b-9d57-4dd4d3b5a0a1" },
        { "github", "github-package", "ghcr.io/team/api:canary", true, "delivery-1" },
        { "github", "github-registry-package", "ghcr.io/team/api:canary", true, "delivery-1" },
        { "quay", "quay-old", "quay.io/team/api:canary", false, null },
        { "harbor", "harbor", "hub.harbor.example:8443/team/api:canary", true, null },
        { "harbor", "harbor-old", "hub.harbor.example:8443/team/api:canary", true, null },
        { "harbor", "harbor-cloudevents", "hub.harbor.example:8443/team/api:canary", true, "4b2f89a6-548d-4c12-9993-a1f5790b97d2" },
        { "acr", "acr", "team.azurecr.example/team/api:canary", true, "cb8c3971-9adc-488b-xxxx-43cbb4974ff5" },
        { "jfrog", "jfrog", "team.jfrog.example/docker-local/team/api:canary", true, null },
        { "gitlab", "gitlab", "localhost:5000/slipway/api:canary", true, "5f5e5e1f-7a3a-4c6b-9d57-4dd4d3b5a0a1" },
        { "gitlab", "generic", "team/api:canary", true, "build-17" },
        { "cloudevents", "cloudevents", "team/api:canary", true, "build-17" },
        { "generic", "generic", "team/api:canary", true, "build-17" },
    };

    public static TheoryData<string> Names => [.. Receivers.Keys];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Read_GoldenPayload_IsOnePush(string name, string file, string image, bool digest, string? delivery)
    {
        var content = Read(name, file);

        content.Faults.Should().BeEmpty();
        var push = content.Pushes.Should().ContainSingle().Which;
        push.Image.Familiar.Should().Be(image);
        push.Digest.Should().Be(digest ? Pushed : null);
        push.DeliveryId.Should().Be(delivery);
        push.Source.Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Payloads_EveryReceiver_HasOne(string name) =>
        Payloads.Should().Contain(row => (string)row[0] == name);

    [Fact]
    public void Read_QuayWithSeveralTags_IsAPushEach() => Read("quay", "quay").Pushes
        .Select(push => push.Image.Familiar).Should().Equal("quay.io/team/api:latest", "quay.io/team/api:canary");

    [Theory]
    [InlineData("github", """{"zen":"x"}""")]
    [InlineData("github", """{"action":"published","package":{"package_type":"npm"}}""")]
    [InlineData("github", """{"action":"deleted","package":{"ecosystem":"CONTAINER"}}""")]
    [InlineData("github", """{"action":"published","package":{"ecosystem":"CONTAINER","package_version":{"container_metadata":{"tag":{"name":""}}}}}""")]
    [InlineData("harbor", """{"type":"PULL_ARTIFACT","event_data":{}}""")]
    [InlineData("acr", """{"action":"ping"}""")]
    [InlineData("acr", """{"action":"push","target":{"repository":"helm/chart"}}""")]
    [InlineData("jfrog", """{"domain":"artifact","event_type":"deployed"}""")]
    [InlineData("gitlab", """{"object_kind":"push"}""")]
    [InlineData("quay", """{"docker_url":"quay.io/a/b","updated_tags":[]}""")]
    [InlineData("distribution", """{"events":[]}""")]
    public void Read_WellFormedButNoPush_IsNoFault(string name, string body)
    {
        var content = Receivers[name].Read(Payload(body));

        content.Faults.Should().BeEmpty();
        content.Pushes.Should().BeEmpty();
    }

    [Fact]
    public void Read_GitHubPing_IsIgnoredWithoutABody() =>
        Receivers["github"].Read(Payload("") with { Event = "ping" }).Ignored.Should().ContainSingle();

    [Fact]
    public void Read_DistributionEnvelope_SaysWhatItPassesOver() => Read("distribution", "distribution").Ignored
        .Should().Equal("events[0]: action 'pull' is no push", "events[1]: no tag was pushed");

    [Fact]
    public void Read_DistributionFaultyEvent_DoesNotCostTheOthers()
    {
        var content = Receivers["distribution"].Read(Payload("""
            {"events":[{"action":"push","target":{"tag":"x","repository":"NO"}},
                       {"action":"push","target":{"tag":"x","repository":"api"}}]}
            """));

        content.Faults.Should().BeEmpty();
        content.Pushes.Should().ContainSingle().Which.Image.Familiar.Should().Be("api:x");
        content.Ignored.Should().ContainSingle().Which.Should().Contain("events[0].target.repository").And.Contain("'NO'");
    }

    [Fact]
    public void Read_DockerHubTimes_AreReadInBothForms()
    {
        Read("dockerhub", "dockerhub").Pushes.Single().PushedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1417566161));
        Receivers["dockerhub"].Read(Payload(
            """{"push_data":{"pushed_at":1.417566161e+09,"tag":"x"},"repository":{"repo_name":"a/b"}}"""))
            .Pushes.Single().PushedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1417566161));
    }

    [Fact]
    public void Read_BinaryCloudEvent_TakesItsAttributesFromTheHeaders()
    {
        var payload = Payload("""{"name":"team/api","tag":"canary"}""") with
        {
            CloudEvent = new Dictionary<string, string> { ["specversion"] = "1.0", ["id"] = "7" },
        };

        Receivers["cloudevents"].Read(payload).Pushes.Should().ContainSingle().Which.DeliveryId.Should().Be("7");
    }

    [Theory]
    [InlineData("generic", """{"image":"api:x","digest":"sha256:1"}""", "digest")]
    [InlineData("cloudevents", """{"specversion":"1.0","data":{"image":"A B"}}""", "data.image")]
    [InlineData("cloudevents", """{"specversion":"0.3","data":{"image":"a"}}""", "specversion")]
    [InlineData("harbor", """{"type":"PUSH_ARTIFACT"}""", "event_data.resources")]
    [InlineData("quay", """{"docker_url":"quay.io/a/b","updated_tags":["x",7]}""", "updated_tags[1]")]
    public void Read_Fault_NamesItsPlace(string name, string body, string place) =>
        Receivers[name].Read(Payload(body)).Faults.Should().ContainSingle().Which.Place.Should().Be(place);

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_NoObject_IsAFault(string name) =>
        Receivers[name].Read(Payload("[1]")).Faults.Should().ContainSingle();

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Read_MutatedPayload_NeverThrows(string name, string file, string image, bool digest, string? delivery)
    {
        _ = (image, digest, delivery);
        var payload = File.ReadAllBytes(PathOf(file));
        var mutation = Gen.Select(Gen.Int[0, payload.Length - 1], Gen.Byte, Gen.Int[0, 12]).Array[1, 8];

        mutation.SampleSeeded(
            mutations => Receivers[name].Read(new WebhookPayload(Mutate(payload, mutations))).Should().NotBeNull(),
            cases: 100_000);
    }

    private static byte[] Mutate(byte[] payload, (int At, byte Value, int Cut)[] mutations)
    {
        var bytes = payload.AsSpan().ToArray();
        var length = bytes.Length;
        foreach (var (at, value, cut) in mutations)
        {
            if (at < length)
            {
                bytes[at] = value;
                var from = Math.Min(length, at + cut);
                bytes.AsSpan(from, length - from).CopyTo(bytes.AsSpan(at));
                length -= from - at;
            }
        }

        return bytes[..length];
    }

    private static WebhookContent Read(string name, string file) =>
        Receivers[name].Read(Payload(File.ReadAllText(PathOf(file))) with { DeliveryId = "delivery-1" });

    private static WebhookPayload Payload(string body) => new(Encoding.UTF8.GetBytes(body));

    private static string PathOf(string file) => Path.Combine("Golden", "Webhooks", $"{file}.json");
}
