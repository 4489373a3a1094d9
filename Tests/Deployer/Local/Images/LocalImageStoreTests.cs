using Deployer.Images;
using Deployer.Local.Images;
using Deployer.Rollouts;

namespace Tests.Local.Images;

public sealed class LocalImageStoreTests : IDisposable
{
    private static readonly ImageReference Canary = ImageReference.Parse("localhost:5000/team/api:canary");
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("slipway-images");
    private readonly LocalImageStore _store;

    public LocalImageStoreTests() => _store = new LocalImageStore(_root.FullName, TimeProvider.System);

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task AddAsync_Build_IsFoundByTagAndByDigest()
    {
        var digest = await AddAsync(Canary, ("Api.dll", "one"));

        _store.Resolve(Canary).Should().Be(digest);
        var image = _store.Find(digest)!;
        image.Entry.Should().Be("Api.dll");
        File.ReadAllText(Path.Combine(image.Folder, "Api.dll")).Should().Be("one");
    }

    [Fact]
    public async Task AddAsync_SameContent_HasTheSameDigest()
    {
        var one = await AddAsync(Canary, ("Api.dll", "one"), ("b/c.txt", "two"));
        var again = await AddAsync(ImageReference.Parse("api:stable"), ("b/c.txt", "two"), ("Api.dll", "one"));

        again.Should().Be(one);
    }

    [Theory]
    [InlineData("Api.dll", "changed")]
    [InlineData("other.dll", "one")]
    public async Task AddAsync_OtherContent_HasAnotherDigestAndTheTagMoves(string name, string content)
    {
        var one = await AddAsync(Canary, ("Api.dll", "one"));
        var other = await AddAsync(Canary, (name, content));

        other.Should().NotBe(one);
        _store.Resolve(Canary).Should().Be(other);
        _store.Find(one).Should().NotBeNull();
    }

    [Fact]
    public async Task ResolveAsync_NoSuchTag_SaysHowToPushIt()
    {
        var registry = new LocalImageRegistry(_store);

        var resolution = await registry.ResolveAsync(ImageReference.Parse("api:canary"), null, default);

        resolution.Should().BeOfType<Resolution.Missing>()
            .Which.Message.Should().Contain("there is no image api:canary").And.Contain("push api:canary");
    }

    private async Task<Digest> AddAsync(ImageReference image, params (string Name, string Content)[] files)
    {
        var folder = _store.NewFolder();
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }

        return await _store.AddAsync(folder, image, "Api.dll", "1.0", default);
    }
}
