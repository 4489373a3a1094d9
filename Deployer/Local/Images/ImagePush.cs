using Deployer.Images;

namespace Deployer.Local.Images;

/// <summary>Publishes the working tree of a project and takes it into the image folder under a tag.</summary>
internal sealed class ImagePush(LocalImageStore store)
{
    /// <exception cref="PublishException">The project does not build.</exception>
    public async Task<Digest> PushAsync(string project, ImageReference image, CancellationToken cancellationToken)
    {
        var folder = store.NewFolder();
        try
        {
            var published = await ProjectPublisher.PublishAsync(project, folder, cancellationToken);
            return await store.AddAsync(folder, image, published.Entry, published.Version, cancellationToken);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
