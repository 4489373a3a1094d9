using System.Collections;
using Deployer.Images;
using Deployer.Local.Images;
using Deployer.Local.Instances;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Tests.Local.Instances;

public sealed class InstanceEnvironmentTests
{
    private static readonly Digest Digest = Digest.Parse("sha256:" + new string('a', 64));

    private static readonly InstanceRecord Record = new(
        "api-canary-3f9a1c", new Release(ImageReference.Parse("api:canary"), Digest), 41233, 0, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Of_Deployer_PassesOnNothingThatIsItsOwn()
    {
        var environment = Of([], new Hashtable
        {
            ["PATH"] = "/bin",
            ["Parent__ProcessId"] = "42",
            ["Webhooks__Secret"] = "s3cret",
            ["ConnectionStrings__redis"] = "the deployer's",
            ["ASPNETCORE_URLS"] = "http://localhost:8081",
            ["Local__StateFolder"] = "/state",
        });

        environment.Should().Contain("PATH", "/bin").And.Contain("Parent__ProcessId", "42");
        environment.Keys.Should().NotContain(["Webhooks__Secret", "ConnectionStrings__redis", "Local__StateFolder"]);
        environment["ASPNETCORE_URLS"].Should().Be("http://127.0.0.1:41233");
    }

    [Fact]
    public void Of_Instance_SaysWhoItIs()
    {
        var environment = Of(
            new Dictionary<string, string> { ["Instance__Name"] = "somebody else", ["Greeting"] = "hello" }, new Hashtable());

        environment.Should().Contain("Greeting", "hello").And.Contain("Drain__Delay", "00:00:00");
        environment.Where(pair => pair.Key.StartsWith("Instance__", StringComparison.Ordinal)).Should().BeEquivalentTo(
            new Dictionary<string, string>
            {
                ["Instance__Service"] = "api",
                ["Instance__Track"] = "canary",
                ["Instance__Name"] = "api-canary-3f9a1c",
                ["Instance__Version"] = "0.1.0+abc",
                ["Instance__Image"] = "api:canary",
                ["Instance__Digest"] = Digest.ToString(),
            });
    }

    private static Dictionary<string, string> Of(Dictionary<string, string> declared, IDictionary inherited) =>
        InstanceEnvironment.Of(
            new TrackKey("api", "canary"), Record, new LocalImage(Digest, "/images/a", "Api.dll", "0.1.0+abc"), declared, inherited);
}
