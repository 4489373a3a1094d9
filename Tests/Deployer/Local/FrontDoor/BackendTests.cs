using Deployer.Local.FrontDoor;

namespace Tests.Local.FrontDoor;

public sealed class BackendTests
{
    [Fact]
    public void Close_RequestInside_IsDrainedWhenItLeaves()
    {
        var backend = New(1);
        backend.TryEnter().Should().BeTrue();

        backend.Close();

        backend.Drained.IsCompleted.Should().BeFalse();
        backend.TryEnter().Should().BeFalse();
        backend.Drained.IsCompleted.Should().BeFalse();
        backend.Leave();
        backend.Drained.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void Close_NobodyInside_IsDrainedAtOnce()
    {
        var backend = New(1);

        backend.Close();

        backend.Drained.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Close_WhileManyEnter_DrainsAfterTheLastAndLetsNoneInThen()
    {
        for (var round = 0; round < 200; round++)
        {
            var backend = New(1);
            var inside = 0;
            var late = 0;
            var visitors = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 50 && backend.TryEnter(); i++)
                {
                    Interlocked.Increment(ref inside);
                    if (backend.Drained.IsCompleted)
                    {
                        Interlocked.Increment(ref late);
                    }

                    Interlocked.Decrement(ref inside);
                    backend.Leave();
                }
            })).ToArray();

            backend.Close();
            await backend.Drained;
            await Task.WhenAll(visitors);

            (inside, late).Should().Be((0, 0));
        }
    }

    [Fact]
    public void Enter_SeveralBackends_TakesTurns()
    {
        var pool = new BackendPool();
        var backends = Enumerable.Range(0, 3).Select(New).ToList();
        backends.ForEach(pool.Add);

        var entered = Enumerable.Range(0, 30).Select(_ => pool.Enter([])!).ToList();

        entered.GroupBy(backend => backend.Instance).Should().HaveCount(3).And.OnlyContain(group => group.Count() == 10);
    }

    [Fact]
    public void Enter_TriedClosedAndRemoved_AreNotTaken()
    {
        var pool = new BackendPool();
        var (tried, closed, removed, left) = (New(1), New(2), New(3), New(4));
        foreach (var backend in new[] { tried, closed, removed, left })
        {
            pool.Add(backend);
        }

        closed.Close();
        pool.Remove(removed);

        Enumerable.Range(0, 8).Select(_ => pool.Enter([tried])).Should().OnlyContain(backend => backend == left);
        pool.Enter([tried, left]).Should().BeNull();
    }

    private static Backend New(int number) => new($"api-stable-{number}", number, _ => { });
}
