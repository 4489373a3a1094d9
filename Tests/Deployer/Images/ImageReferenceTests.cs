using Deployer.Images;

namespace Tests.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("api", "docker.io/library/api:latest", "api:latest")]
    [InlineData("api:canary", "docker.io/library/api:canary", "api:canary")]
    [InlineData("team/api:stable", "docker.io/team/api:stable", "team/api:stable")]
    [InlineData("docker.io/library/api:canary", "docker.io/library/api:canary", "api:canary")]
    [InlineData("index.docker.io/team/api:1", "docker.io/team/api:1", "team/api:1")]
    [InlineData("localhost:5000/slipway/api:canary", "localhost:5000/slipway/api:canary", "localhost:5000/slipway/api:canary")]
    [InlineData("localhost/api", "localhost/api:latest", "localhost/api:latest")]
    [InlineData("GHCR.io/team/api:x", "ghcr.io/team/api:x", "ghcr.io/team/api:x")]
    [InlineData("[::1]:5000/api:x", "[::1]:5000/api:x", "[::1]:5000/api:x")]
    public void TryParse_Reference_IsCanonicalAndFamiliar(string text, string canonical, string familiar)
    {
        ImageReference.TryParse(text, out var image).Should().BeTrue();

        image!.ToString().Should().Be(canonical);
        image.Familiar.Should().Be(familiar);
        ImageReference.Parse(familiar).Should().Be(image);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("API:x")]
    [InlineData("api:")]
    [InlineData("api:no tag")]
    [InlineData("api:x\n")]
    [InlineData("a//b:x")]
    [InlineData("-api:x")]
    [InlineData("localhost:5000/:x")]
    [InlineData("host:port/api:x")]
    [InlineData("../etc/passwd")]
    public void TryParse_NoReference_IsFalse(string? text) => ImageReference.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void At_Digest_IsTheExactForm()
    {
        var digest = Digest.Parse("sha256:" + new string('A', 64));

        ImageReference.Parse("api:canary").At(digest).Should().Be("api:canary@sha256:" + new string('a', 64));
        digest.Short.Should().Be("aaaaaaaaaaaa");
    }

    [Theory]
    [InlineData("sha256:abc")]
    [InlineData("sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("sha256:gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void TryParse_NoDigest_IsFalse(string text) => Digest.TryParse(text, out _).Should().BeFalse();
}
