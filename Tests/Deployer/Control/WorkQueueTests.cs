using Deployer.Control;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Control;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(_time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Add_Twice_ComesOnce()
    {
        _queue.Add("a");
        _queue.Add("a");

        (await _queue.TakeAsync(default)).Should().Be("a");
        _queue.Done("a");
        TakeNow().Should().BeNull();
    }

    [Fact]
    public async Task Add_WhileItIsWorkedOn_ComesAgainAfterThat()
    {
        _queue.Add("a");
        await _queue.TakeAsync(default);
        _queue.Add("a");

        TakeNow().Should().BeNull();
        _queue.Done("a");
        TakeNow().Should().Be("a");
    }

    [Fact]
    public async Task TakeAsync_AnotherKey_DoesNotWait()
    {
        _queue.Add("a");
        _queue.Add("b");

        (await _queue.TakeAsync(default)).Should().Be("a");
        (await _queue.TakeAsync(default)).Should().Be("b");
    }

    [Fact]
    public void AddAfter_Delay_ComesThenAndNotBefore()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(1.9));
        TakeNow().Should().BeNull();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        TakeNow().Should().Be("a");
    }

    [Fact]
    public void AddAfter_TwoDelays_TheSoonerHolds()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(60));
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _queue.AddAfter("a", TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(1));
        TakeNow().Should().Be("a");
        _queue.Done("a");
        _time.Advance(TimeSpan.FromSeconds(60));
        TakeNow().Should().BeNull();
    }

    private string? TakeNow()
    {
        using var now = new CancellationTokenSource();
        var take = _queue.TakeAsync(now.Token);
        var key = take.IsCompletedSuccessfully ? take.Result : null;
        now.Cancel();
        return key;
    }
}
