using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Deployer.Images;

namespace Tests.Cluster;

/// <summary>Builds images of <c>instance.c</c> and pushes them to the cluster's registry.</summary>
internal sealed class InstanceImages : IDisposable
{
    private const string Variable = "SLIPWAY_TEST_REGISTRY";
    private static readonly Lazy<Task<byte[]>> Layer = new(BuildLayerAsync);
    private readonly HttpClient _registry;

    public InstanceImages()
    {
        Host = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } host ? host : "localhost:5000";
        _registry = new HttpClient { BaseAddress = new Uri($"http://{Host}") };
    }

    public string Host { get; }

    public ImageReference Image(string repository, string tag) => ImageReference.Parse($"{Host}/{repository}:{tag}");

    /// <param name="mark">Tells one image from another that does the same.</param>
    /// <param name="arguments">What the instances do; see instance.c.</param>
    public async Task<Digest> PushAsync(ImageReference image, string mark, params string[] arguments) =>
        (await PushPartsAsync(image, mark, arguments)).Manifest;

    /// <summary>Pushes an image and takes a part of it away again: the registry confirms it, and nobody can pull it.</summary>
    public async Task<Digest> PushBrokenAsync(ImageReference image, string mark)
    {
        var (manifest, config) = await PushPartsAsync(image, mark, ["serve"]);
        using var answer = await _registry.DeleteAsync($"/v2/{image.Repository.Path}/blobs/{config}");
        answer.EnsureSuccessStatusCode();
        return manifest;
    }

    public void Dispose() => _registry.Dispose();

    private async Task<(Digest Manifest, string Config)> PushPartsAsync(
        ImageReference image, string mark, string[] arguments)
    {
        var layer = await Layer.Value;
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new
            {
                Entrypoint = (string[])["/instance", .. arguments],
                User = "1654",
                Labels = new Dictionary<string, string> { ["mark"] = mark },
            },
            rootfs = new { type = "layers", diff_ids = new[] { DigestOf(layer) } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            config = await UploadAsync(image, config, "application/vnd.oci.image.config.v1+json"),
            layers = new[] { await UploadAsync(image, layer, "application/vnd.oci.image.layer.v1.tar") },
        });
        using var content = new ByteArrayContent(manifest);
        content.Headers.ContentType = new("application/vnd.oci.image.manifest.v1+json");
        using var answer = await _registry.PutAsync(
            $"/v2/{image.Repository.Path}/manifests/{image.Tag}", content);
        answer.EnsureSuccessStatusCode();
        return (Digest.Parse(DigestOf(manifest)), DigestOf(config));
    }

    private async Task<object> UploadAsync(ImageReference image, byte[] blob, string mediaType)
    {
        var digest = DigestOf(blob);
        var blobs = $"/v2/{image.Repository.Path}/blobs";
        using var known = await _registry.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{blobs}/{digest}"));
        if (known.StatusCode == HttpStatusCode.NotFound)
        {
            using var begun = await _registry.PostAsync($"{blobs}/uploads/", null);
            begun.EnsureSuccessStatusCode();
            var location = begun.Headers.Location!.ToString();
            using var content = new ByteArrayContent(blob);
            using var done = await _registry.PutAsync($"{location}{(location.Contains('?') ? '&' : '?')}digest={digest}", content);
            done.EnsureSuccessStatusCode();
        }

        return new { mediaType, size = blob.Length, digest };
    }

    private static async Task<byte[]> BuildLayerAsync()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-instance").FullName;
        try
        {
            var program = Path.Combine(folder, "instance");
            var source = Path.Combine(AppContext.BaseDirectory, "Cluster", "instance.c");
            using var compiler = Process.Start("gcc", ["-static", "-Os", "-s", "-o", program, source]);
            await compiler.WaitForExitAsync();
            if (compiler.ExitCode != 0)
            {
                throw new InvalidOperationException("gcc must build the instances' program");
            }

            using var layer = new MemoryStream();
            await using (var tar = new TarWriter(layer, leaveOpen: true))
            {
                await using var content = File.OpenRead(program);
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "instance")
                {
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead |
                        UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    DataStream = content,
                });
            }

            return layer.ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
