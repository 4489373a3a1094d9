using System.Net.Http.Headers;

namespace ServiceDefaults.Asking;

/// <summary>Asks with a token (RFC 6750, section 2.1).</summary>
public static class BearerRequests
{
    /// <summary>
    /// Takes the token from a file where one is named, so that a mounted Secret can be changed while the process runs; otherwise the
    /// one given; with neither the request is sent without.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task AuthorizeAsync(
        this HttpRequestMessage request, string? tokenFile, string? token, CancellationToken cancellationToken)
    {
        var known = string.IsNullOrEmpty(tokenFile) ? token : (await File.ReadAllTextAsync(tokenFile, cancellationToken)).Trim();
        if (!string.IsNullOrEmpty(known))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", known);
        }
    }
}
