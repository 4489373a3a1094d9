using System.Net;

namespace Deployer.Registry;

/// <summary>Makes one line of a registry's refusal, with what to do about it.</summary>
internal static class RegistryFaults
{
    public static RegistryException Of(HttpResponseMessage answer, string asked, RegistryCredential? credential) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new RegistryException(
                credential is null
                    ? $"{asked} may not be read anonymously ({(int)answer.StatusCode}): give a credential by Registry:DockerConfig"
                    : $"{asked} may not be read by '{credential.User}' ({(int)answer.StatusCode}): check the credential in Registry:DockerConfig",
                transient: false),
            HttpStatusCode.NotFound => new RegistryException(
                $"there is no image {asked} (404): check repository and tag, and that the push has ended", transient: false),
            HttpStatusCode.TooManyRequests => new RegistryException(
                $"{asked}: too many requests (429){RetryAfter(answer)}", transient: true),
            >= HttpStatusCode.InternalServerError => new RegistryException(
                $"{asked}: the registry answered {(int)answer.StatusCode}", transient: true),
            _ => new RegistryException(
                $"{asked}: the registry answered {(int)answer.StatusCode}, which is no answer to a HEAD of a manifest",
                transient: false),
        };

    private static string RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } after ? $", try again after {after}" : "";
}
