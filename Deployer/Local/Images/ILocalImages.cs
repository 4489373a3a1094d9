using Deployer.Images;

namespace Deployer.Local.Images;

/// <summary>The images that instances are started from.</summary>
internal interface ILocalImages
{
    /// <summary>The published build with this content; null when it is not here.</summary>
    LocalImage? Find(Digest digest);
}
