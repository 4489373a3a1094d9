using Deployer.Kube.Pods;

namespace Tests.Kube;

public sealed class TemplateImageTests
{
    private static readonly string Digest = "sha256:" + new string('0', 64);

    [Theory]
    [InlineData("api:canary")]
    [InlineData("localhost:5000/team/api:canary")]
    [InlineData("ghcr.io/team/api:1.2")]
    public void TryParse_TagAndDigest_IsARelease(string name)
    {
        TemplateImage.TryParse($"{name}@{Digest}", out var release).Should().BeTrue();

        release!.ToString().Should().Be($"{name}@{Digest}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("api")]
    [InlineData("api:canary")]
    [InlineData("localhost:5000/api@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("api@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("api:canary@sha256:00")]
    [InlineData("api:canary@md5:0000")]
    [InlineData("a:b@c@d")]
    [InlineData("UPPER:x@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void TryParse_AnythingLess_IsNone(string? text)
    {
        TemplateImage.TryParse(text, out _).Should().BeFalse();
    }
}
