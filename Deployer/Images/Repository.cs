using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Deployer.Images;

/// <summary>
/// A registry's host and the path of a repository on it, in canonical form: <c>api</c> is <c>docker.io/library/api</c>,
/// as <c>docker pull</c> reads it, so that a name compares equal however a sender abbreviates it.
/// </summary>
/// <remarks>Grammar: CNCF Distribution, <c>reference</c> package (domain, path-component).</remarks>
internal sealed partial record Repository
{
    private const string DefaultHost = "docker.io";
    private const string OfficialFolder = "library/";
    private const int MaxLength = 255;

    private Repository(string host, string path)
    {
        Host = host;
        Path = path;
    }

    public string Host { get; }

    public string Path { get; }

    /// <summary>The form people write: without Docker Hub's host and its folder of official images.</summary>
    public string Familiar =>
        Host != DefaultHost ? ToString()
        : Path.StartsWith(OfficialFolder, StringComparison.Ordinal) ? Path[OfficialFolder.Length..]
        : Path;

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Repository? repository)
    {
        repository = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        var (host, path) = Split(text);
        if (!HostPattern().IsMatch(host) || !PathPattern().IsMatch(path))
        {
            return false;
        }

        repository = new Repository(host, host == DefaultHost && !path.Contains('/') ? OfficialFolder + path : path);
        return true;
    }

    public override string ToString() => $"{Host}/{Path}";

    // The first part is a host if it could not be a folder: it has a dot or a port, or is localhost.
    private static (string Host, string Path) Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        if (first != "localhost" && !first.Contains('.') && !first.Contains(':'))
        {
            return (DefaultHost, text);
        }

        var host = first.ToLowerInvariant();
        return (host is "index.docker.io" or "registry-1.docker.io" ? DefaultHost : host, text[(slash + 1)..]);
    }

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex PathPattern();
}
