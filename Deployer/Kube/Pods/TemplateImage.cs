using System.Diagnostics.CodeAnalysis;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Kube.Pods;

/// <summary>Reads the image of a container as a release.</summary>
internal static class TemplateImage
{
    /// <summary>Takes <c>repository:tag@sha256:…</c> and nothing less: without its digest an image is no release, without its tag no track's.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Release? release)
    {
        release = null;
        if (text?.Split('@') is not [var name, var content] ||
            name.LastIndexOf(':') <= name.LastIndexOf('/') ||
            !ImageReference.TryParse(name, out var image) ||
            !Digest.TryParse(content, out var digest))
        {
            return false;
        }

        release = new Release(image, digest);
        return true;
    }

    public static Release? Parse(string? text) => TryParse(text, out var release) ? release : null;
}
