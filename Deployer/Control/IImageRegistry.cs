using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Says what a tag means. A webhook can start only what the registry confirms.</summary>
internal interface IImageRegistry
{
    /// <param name="image">The tag asked about.</param>
    /// <param name="digest">Content asked for by digest: then it is this that must be there, whatever the tag means now.</param>
    Task<Resolution> ResolveAsync(ImageReference image, Digest? digest, CancellationToken cancellationToken);
}
