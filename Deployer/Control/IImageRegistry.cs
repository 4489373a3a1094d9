using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Says what a tag means. A webhook can start only what the registry confirms.</summary>
internal interface IImageRegistry
{
    Task<Resolution> ResolveAsync(ImageReference image, CancellationToken cancellationToken);
}
