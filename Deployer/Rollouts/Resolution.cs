using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>What the registry says of a tag.</summary>
internal abstract record Resolution
{
    private Resolution()
    {
    }

    /// <summary>The tag means this content.</summary>
    internal sealed record Found(Digest Digest) : Resolution;

    /// <summary>There is no such image, or it may not be read; asking again will not help.</summary>
    internal sealed record Missing(string Message) : Resolution;

    /// <summary>The registry gave no answer; asking again may help.</summary>
    internal sealed record Unavailable(string Message) : Resolution;
}
