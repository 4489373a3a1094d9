using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Asking;

/// <summary>How the processes of the system ask one another, and servers like them, in loops.</summary>
public static class AskingExtensions
{
    /// <summary>
    /// An HTTP client for whoever asks again by itself: nothing is tried twice below it, so that it says at once why it could not.
    /// </summary>
    /// <param name="maxAnswerBytes">Longer answers are refused.</param>
    /// <param name="timeout">How long an answer may take.</param>
    public static IHttpClientBuilder AddAskingClient(
        this IServiceCollection services, string name, int maxAnswerBytes, Func<IServiceProvider, TimeSpan> timeout) =>
#pragma warning disable EXTEXP0001 // For evaluation only, and the one way to take the defaults' retries away again.
        services.AddHttpClient(name, (provider, client) =>
        {
            client.MaxResponseContentBufferSize = maxAnswerBytes;
            client.Timeout = timeout(provider);
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001

    /// <inheritdoc cref="AddAskingClient(IServiceCollection, string, int, Func{IServiceProvider, TimeSpan})"/>
    public static IHttpClientBuilder AddAskingClient(
        this IServiceCollection services, string name, int maxAnswerBytes, TimeSpan timeout) =>
        services.AddAskingClient(name, maxAnswerBytes, _ => timeout);
}
