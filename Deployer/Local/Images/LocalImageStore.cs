using System.Text;
using System.Text.Json;
using Deployer.Images;

namespace Deployer.Local.Images;

/// <summary>
/// A folder that holds published builds by their content, and tags that point at them, as a registry does:
/// <c>blobs/{hex}/</c> with the build and <c>{hex}.json</c> beside it, <c>tags/{host}/{path}/{tag}</c> with a digest in it.
/// Safe for several processes: each thing appears whole, by one rename.
/// </summary>
internal sealed class LocalImageStore(string root, TimeProvider time) : ILocalImages
{
    /// <summary>Its usual name in a state folder.</summary>
    public const string Folder = "images";

    private readonly string _blobs = Path.Combine(root, "blobs");
    private readonly string _tags = Path.Combine(root, "tags");

    public LocalImage? Find(Digest digest)
    {
        var folder = FolderOf(digest);
        var file = folder + ".json";
        if (!File.Exists(file) || !Directory.Exists(folder))
        {
            return null;
        }

        var metadata = JsonSerializer.Deserialize(File.ReadAllText(file), ImageJson.Default.ImageMetadata)!;
        return new LocalImage(digest, folder, metadata.Entry, metadata.Version);
    }

    /// <summary>What the tag points at; null when there is no such tag.</summary>
    public Digest? Resolve(ImageReference image)
    {
        var file = TagFile(image);
        return File.Exists(file) && Digest.TryParse(File.ReadAllText(file).Trim(), out var digest) ? digest : null;
    }

    /// <summary>Takes a published build in under a tag. The folder must be on the same file system; it is moved.</summary>
    public async Task<Digest> AddAsync(
        string published,
        ImageReference image,
        string entry,
        string? version,
        CancellationToken cancellationToken)
    {
        var digest = await ContentDigest.OfAsync(published, cancellationToken);
        var folder = FolderOf(digest);
        Directory.CreateDirectory(_blobs);
        if (!Directory.Exists(folder))
        {
            Directory.Move(published, folder);
        }

        var metadata = new ImageMetadata(entry, version, time.GetUtcNow());
        await WriteAsync(folder + ".json", JsonSerializer.Serialize(metadata, ImageJson.Default.ImageMetadata), cancellationToken);
        await WriteAsync(TagFile(image), digest.ToString(), cancellationToken);
        return digest;
    }

    /// <summary>An empty folder beside the images, to publish into.</summary>
    public string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(root, "incoming", Guid.NewGuid().ToString("N"))).FullName;

    private static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(temporary, text, new UTF8Encoding(false), cancellationToken);
        File.Move(temporary, file, overwrite: true);
    }

    private string FolderOf(Digest digest) => Path.Combine(_blobs, digest.ToString().Replace(':', '-'));

    // A port's colon is no good in the file names of some systems.
    private string TagFile(ImageReference image) => Path.Combine(
        _tags, image.Repository.ToString().Replace(':', '_').Replace('/', Path.DirectorySeparatorChar), image.Tag);
}
