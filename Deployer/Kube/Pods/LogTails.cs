using System.Collections.Concurrent;
using System.Text;
using Deployer.Control;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.Options;

namespace Deployer.Kube.Pods;

/// <summary>The last lines of containers; of each run that has ended they are read once.</summary>
internal sealed class LogTails(KubeApi api, IOptions<KubeOptions> options, TimeProvider time, ILogger<LogTails> logger)
{
    private const int Lines = 5;
    private const int Bytes = 2048;
    private const int Remembered = 100;
    private readonly ConcurrentDictionary<LogSource, string> _read = new();

    /// <summary>On one line. Empty when there is none, or it cannot be read now: a fault is a fault without its log, too.</summary>
    public async Task<string> ReadAsync(LogSource source, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(source, out var known))
        {
            return known;
        }

        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var text = await api.AskAsync(
                "get", "pods/log", source.Pod, (client, cancel) => FetchAsync(client, source, cancel), either.Token);
            if (_read.Count >= Remembered)
            {
                _read.Clear();
            }

            return source.Running ? text : _read[source] = text;
        }
        catch (Exception exception) when (
            exception is ClusterUnavailableException or HttpOperationException ||
            (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.LogUnread(logger, source.Pod, exception.Message);
            return "";
        }
    }

    private async Task<string> FetchAsync(IKubernetes client, LogSource source, CancellationToken cancellationToken)
    {
        await using var stream = await client.CoreV1.ReadNamespacedPodLogAsync(
            source.Pod,
            api.Namespace,
            container: source.Container,
            previous: source.Previous,
            tailLines: Lines,
            limitBytes: Bytes,
            cancellationToken: cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return string.Join(" | ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
