using System.Diagnostics;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace Deployer.Webhooks;

/// <summary>Keeps the secret in a webhook's address out of traces.</summary>
internal static class WebhookTraces
{
    private const string Prefix = "/webhooks/";

    public static void Redact(AspNetCoreTraceInstrumentationOptions options)
    {
        options.EnrichWithHttpRequest = (activity, request) => RedactPath(activity, request.Path);
        options.EnrichWithHttpResponse = (activity, response) => RedactPath(activity, response.HttpContext.Request.Path);
    }

    /// <summary>The path as it may be shown: what follows the receiver's name is left out.</summary>
    internal static string Shown(string path)
    {
        var secret = path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? path.IndexOf('/', Prefix.Length)
            : -1;
        return secret < 0 ? path : path[..secret] + "/***";
    }

    private static void RedactPath(Activity activity, PathString path)
    {
        if (path.Value is { } value && Shown(value) is var shown && shown != value)
        {
            activity.SetTag("url.path", shown);
        }
    }
}
