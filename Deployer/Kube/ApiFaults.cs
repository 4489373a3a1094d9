using System.Net;
using System.Text.Json;
using Deployer.Control;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube;

/// <summary>Says in one line what came between the Deployer and the API server.</summary>
internal static class ApiFaults
{
    extension(HttpOperationException exception)
    {
        public bool IsNotFound => exception.Response?.StatusCode == HttpStatusCode.NotFound;

        /// <summary>Changed since it was read, or already there.</summary>
        public bool IsConflict => exception.Response?.StatusCode == HttpStatusCode.Conflict;

        /// <summary>The version asked for is too old to be watched from.</summary>
        public bool IsGone => exception.Response?.StatusCode == HttpStatusCode.Gone;
    }

    /// <summary>Null where the fault is an answer that the caller understands: not found, conflict, gone, or its own cancellation.</summary>
    public static ClusterUnavailableException? Translate(Exception exception, KubeRequest request, CancellationToken cancellationToken) =>
        exception switch
        {
            OperationCanceledException => cancellationToken.IsCancellationRequested
                ? null
                : Unavailable($"has not answered in time ({request})", exception),
            HttpOperationException answer => Translate(answer, request),
            HttpRequestException or IOException => Unavailable($"cannot be reached: {Innermost(exception)}", exception),
            JsonException => Unavailable($"gave an answer that cannot be read ({request})", exception),
            _ => null,
        };

    private static ClusterUnavailableException? Translate(HttpOperationException answer, KubeRequest request)
    {
        if (answer.IsNotFound || answer.IsConflict || answer.IsGone)
        {
            return null;
        }

        var status = answer.Response?.StatusCode;
        return status switch
        {
            HttpStatusCode.Forbidden => new ClusterUnavailableException(
                $"the Deployer may not {request}; {KubeNames.RbacFile} lists what it needs ({MessageOf(answer)})", answer),
            HttpStatusCode.Unauthorized => new ClusterUnavailableException(
                "the Kubernetes API does not accept the Deployer's credentials", answer),
            null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                Unavailable($"cannot {request} now: {(int?)status}: {MessageOf(answer)}", answer),
            _ => new ClusterUnavailableException(
                $"the Kubernetes API refused to {request}: {(int)status}: {MessageOf(answer)}", answer),
        };
    }

    private static string MessageOf(HttpOperationException answer)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(answer.Response?.Content ?? "{}")?.Message ?? answer.Message;
        }
        catch (JsonException)
        {
            return answer.Response?.Content is { Length: > 0 } text ? text[..Math.Min(text.Length, 200)] : answer.Message;
        }
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static ClusterUnavailableException Unavailable(string what, Exception exception) =>
        new($"the Kubernetes API {what}", exception);
}
