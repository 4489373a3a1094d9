using Aspire.Hosting;
using Aspire.Hosting.Publishing;

namespace Tests.Hosting.Publishing;

public sealed class ManifestPublisherTests
{
    [Fact]
    public async Task Publish_FolderAsOutputPath_WritesTheFileIntoIt()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "deep", "er");
        var builder = Compose.In(folder, "--operation", "publish", "--output-path", output);

        (await ManifestPublisher.PublishAsync(builder, default)).Should().Be(0);

        (await File.ReadAllTextAsync(Path.Combine(output, "aspire-manifest.json")))
            .Should().Be("{\n  \"resources\": {}\n}");
    }

    [Fact]
    public async Task Publish_WithoutOutputPath_Fails()
    {
        using var folder = new TemporaryFolder();

        (await ManifestPublisher.PublishAsync(Compose.In(folder, Compose.ForManifest), default)).Should().Be(1);
    }

    [Theory]
    [InlineData("--publisher", "yaml")]
    [InlineData("--operation", "inspect")]
    public void CreateBuilder_UnknownWord_NamesIt(string option, string word)
    {
        using var folder = new TemporaryFolder();

        var create = () => Compose.In(folder, option, word);

        create.Should().Throw<DistributedApplicationException>().WithMessage($"*'{word}'*");
    }
}
