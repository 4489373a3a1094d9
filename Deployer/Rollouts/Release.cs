using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>An image digest meant for a track, with the tag it came by.</summary>
internal sealed record Release(ImageReference Image, Digest Digest)
{
    public override string ToString() => Image.At(Digest);
}
