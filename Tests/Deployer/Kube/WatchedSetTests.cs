using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Deployer.Control;
using Deployer.Kube;
using Deployer.Kube.Watching;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tests.Kube;

public sealed class WatchedSetTests : IAsyncDisposable
{
    private readonly Channel<(WatchEventType Type, V1ConfigMap? Item, Exception? Fault)> _events =
        Channel.CreateUnbounded<(WatchEventType, V1ConfigMap?, Exception?)>();

    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly WatchedSet<V1ConfigMap> _set;
    private List<V1ConfigMap> _list = [];
    private string _listVersion = "1";
    private Exception? _listFault;
    private Task _run = Task.CompletedTask;

    public WatchedSetTests()
    {
        var kind = new ResourceKind<V1ConfigMap>("configmaps", (_, _, _, _) => ListAsync(), (_, _, _, version, _, onError, cancel) =>
            WatchAsync(version, onError, cancel));
        _set = new WatchedSet<V1ConfigMap>(
            kind, Selection.Labelled(null), new KubeApi(null!, "shop"), TimeProvider.System, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
        }

        _stop.Dispose();
    }

    [Fact]
    public async Task RunAsync_ListThenEvents_AreKeptAndTold()
    {
        _list = [Map("a", 3)];
        _listVersion = "5";
        Start();

        (await CallAsync()).Should().Be("list");
        (await ChangeAsync()).Should().Be("a@3");
        (await CallAsync()).Should().Be("watch from 5");
        Tell(WatchEventType.Added, Map("b", 6));
        (await ChangeAsync()).Should().Be("b@6");
        Tell(WatchEventType.Deleted, Map("a", 7));
        (await ChangeAsync()).Should().Be("a gone");

        _set.IsCurrent.Should().BeTrue();
        (await _set.ListAsync(default)).Select(map => map.Name()).Should().Equal("b");
        _calls.Reader.TryRead(out _).Should().BeFalse("what is in memory is not asked for");
    }

    [Fact]
    public async Task RunAsync_VersionGone_ListsAgain()
    {
        Start();
        (await CallAsync()).Should().Be("list");
        (await CallAsync()).Should().Be("watch from 1");

        _listVersion = "40";
        Fail(new KubernetesException(new V1Status { Code = 410 }));

        (await CallAsync()).Should().Be("list");
        (await CallAsync()).Should().Be("watch from 40");
    }

    [Fact]
    public async Task RunAsync_WatchEnds_GoesOnFromTheLastVersionWithoutAList()
    {
        Start();
        (await CallAsync()).Should().Be("list");
        (await CallAsync()).Should().Be("watch from 1");
        Tell(WatchEventType.Bookmark, Map("", 9));

        Fail(new EndOfStreamException());

        (await CallAsync()).Should().Be("watch from 9");
        _set.IsCurrent.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaks_IsNotCurrentUntilItIsListedAgain()
    {
        Start();
        (await CallAsync()).Should().Be("list");
        (await CallAsync()).Should().Be("watch from 1");
        _listFault = new HttpRequestException("refused");

        Fail(new IOException("reset"));
        (await CallAsync()).Should().Be("list");

        _set.IsCurrent.Should().BeFalse();
        var list = async () => await _set.ListAsync(default);
        await list.Should().ThrowAsync<ClusterUnavailableException>().WithMessage("*refused*");
        _listFault = null;
        while (await CallAsync() != "watch from 1")
        {
        }

        _set.IsCurrent.Should().BeTrue();
    }

    [Fact]
    public async Task Put_OwnWrite_IsReadAtOnceAndNotToldAgain()
    {
        Start();
        (await CallAsync()).Should().Be("list");
        (await CallAsync()).Should().Be("watch from 1");

        _set.Put(Map("a", 8));
        (await _set.FindAsync("a", default))!.ResourceVersion().Should().Be("8");
        Tell(WatchEventType.Modified, Map("a", 7));
        Tell(WatchEventType.Modified, Map("a", 8));
        Tell(WatchEventType.Modified, Map("a", 9));

        (await ChangeAsync()).Should().Be("a@9");
    }

    private void Start() => _run = _set.RunAsync(
        (before, after) => _changes.Writer.TryWrite(after is null ? $"{before!.Name()} gone" : $"{after.Name()}@{after.ResourceVersion()}"),
        _stop.Token);

    private void Tell(WatchEventType type, V1ConfigMap map) => _events.Writer.TryWrite((type, map, null));

    private void Fail(Exception fault) => _events.Writer.TryWrite((WatchEventType.Error, null, fault));

    private async Task<string> CallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private async Task<string> ChangeAsync() => await _changes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private Task<(IList<V1ConfigMap>, string)> ListAsync()
    {
        _calls.Writer.TryWrite("list");
        return _listFault is null ? Task.FromResult<(IList<V1ConfigMap>, string)>((_list, _listVersion)) : throw _listFault;
    }

    private async IAsyncEnumerable<(WatchEventType, V1ConfigMap)> WatchAsync(
        string version, Action<Exception> onError, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite($"watch from {version}");
        await foreach (var (type, item, fault) in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if (fault is KubernetesException)
            {
                onError(fault);
                yield break;
            }

            yield return fault is null ? (type, item!) : throw fault;
        }
    }

    private static V1ConfigMap Map(string name, int version) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, ResourceVersion = $"{version}" },
    };
}
