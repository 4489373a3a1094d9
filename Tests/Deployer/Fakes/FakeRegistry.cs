using System.Collections.Concurrent;
using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;

namespace Tests.Fakes;

internal sealed class FakeRegistry : IImageRegistry
{
    public ConcurrentDictionary<string, Digest> Tags { get; } = new();

    public Task<Resolution> ResolveAsync(ImageReference image, Digest? digest, CancellationToken cancellationToken) =>
        Task.FromResult<Resolution>(
            digest is { } exact ? new Resolution.Found(exact)
            : Tags.TryGetValue(image.Familiar, out var found) ? new Resolution.Found(found)
            : new Resolution.Missing($"there is no image {image.Familiar}"));
}
