using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Local.Images;

/// <summary>Says what a tag means in the image folder of this machine.</summary>
internal sealed class LocalImageRegistry(LocalImageStore store) : IImageRegistry
{
    public Task<Resolution> ResolveAsync(ImageReference image, Digest? digest, CancellationToken cancellationToken) =>
        Task.FromResult(Resolve(image, digest));

    private Resolution Resolve(ImageReference image, Digest? digest)
    {
        try
        {
            if ((digest ?? store.Resolve(image)) is not { } content)
            {
                return new Resolution.Missing(
                    $"there is no image {image.Familiar}; push it with: dotnet run --project Deployer -- push {image.Familiar}");
            }

            return store.Find(content) is not null
                ? new Resolution.Found(content)
                : new Resolution.Missing($"there is no image {image.At(content)} in the image folder");
        }
        catch (IOException exception)
        {
            return new Resolution.Unavailable($"the image folder cannot be read: {exception.Message}");
        }
    }
}
