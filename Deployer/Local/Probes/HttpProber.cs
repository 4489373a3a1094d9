using System.Globalization;
using System.Net.Sockets;

namespace Deployer.Local.Probes;

/// <summary>Makes an HTTP GET, and takes 200 to 399 as a success, as the kubelet does.</summary>
internal sealed class HttpProber(TimeProvider time) : IProber, IDisposable
{
    // Each probe on a connection of its own, and none of them in the traces.
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    public async Task<ProbeResult> ProbeAsync(int port, string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.ConnectionClose = true;
        try
        {
            using var response = await _client.SendAsync(request, linked.Token);
            var status = (int)response.StatusCode;
            return new ProbeResult(status is >= 200 and < 400, $"{path} answered {status}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(false, $"{path} gave no answer within {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new ProbeResult(false, exception.InnerException is SocketException socket
                ? $"{path}: {socket.Message}"
                : $"{path}: {exception.Message}");
        }
    }

    public void Dispose() => _client.Dispose();
}
