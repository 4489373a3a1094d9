using System.Security.Cryptography;
using System.Text;
using Deployer.Images;
using Deployer.Local.Images;
using Deployer.Rollouts;

namespace Tests.Local.Cluster;

/// <summary>Images of the sample service, each a copy of its build and what it does wrong.</summary>
internal sealed class SampleImages(string root) : ILocalImages
{
    private const string Entry = "Sample.dll";

    private static readonly string Build = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "Deployer", "Local", "Sample", "bin", Configuration, "net10.0"));

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public LocalImage? Find(Digest digest)
    {
        var folder = FolderOf(digest);
        return Directory.Exists(folder) ? new LocalImage(digest, folder, Entry, "1.2.3") : null;
    }

    public Release Make(string name, string behaviour = "")
    {
        var release = NotMade(name);
        var folder = Directory.CreateDirectory(FolderOf(release.Digest)).FullName;
        foreach (var file in Directory.EnumerateFiles(Build, "Sample.*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        File.WriteAllText(Path.Combine(folder, "behaviour.txt"), behaviour);
        return release;
    }

    public static Release NotMade(string name) => new(
        ImageReference.Parse("api:canary"),
        Digest.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))));

    public void Delete(Release release) => Directory.Delete(FolderOf(release.Digest), recursive: true);

    public void DeleteEntry(Release release) => File.Delete(Path.Combine(FolderOf(release.Digest), Entry));

    private string FolderOf(Digest digest) => Path.Combine(root, digest.Short);
}
