using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Lifetime;

namespace Tests.Lifetime;

public class OrphanGuardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeProcesses _processes = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    private bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    [Fact]
    public async Task ExecuteAsync_NoParentNamed_EndsWithoutStopping()
    {
        using var guard = await StartAsync(null);

        await guard.ExecuteTask!;

        IsStopping.Should().BeFalse();
    }

    [Fact]
    public async Task ExecuteAsync_ParentGoneAtStart_Stops()
    {
        using var guard = await StartAsync(7, isStarted: false);
        IsStopping.Should().BeFalse("the host is still starting");

        _lifetime.NotifyStarted();
        await guard.ExecuteTask!;

        IsStopping.Should().BeTrue();
    }

    [Fact]
    public async Task ExecuteAsync_ParentEnds_Stops()
    {
        _processes.Mark = "started at noon";
        using var guard = await StartAsync(7);
        await TickAsync(5);
        IsStopping.Should().BeFalse();

        _processes.Mark = null;
        await TickUntilEndAsync(guard);

        IsStopping.Should().BeTrue();
    }

    [Fact]
    public async Task ExecuteAsync_IdIsGivenToAnother_Stops()
    {
        _processes.Mark = "started at noon";
        using var guard = await StartAsync(7);
        await TickAsync(1);

        _processes.Mark = "started at one";
        await TickUntilEndAsync(guard);

        IsStopping.Should().BeTrue();
    }

    private async Task<OrphanGuard> StartAsync(int? parent, bool isStarted = true)
    {
        if (isStarted)
        {
            _lifetime.NotifyStarted();
        }

        var options = Options.Create(new ParentOptions { ProcessId = parent });
        var guard = new OrphanGuard(options, _processes, _lifetime, _time, NullLogger<OrphanGuard>.Instance);
        await guard.StartAsync(CancellationToken.None);
        return guard;
    }

    /// <summary>Until the guard has looked this many times more.</summary>
    private Task TickAsync(int times)
    {
        var until = _processes.Lookups + times;
        return TickUntilAsync(() => _processes.Lookups >= until);
    }

    private async Task TickUntilEndAsync(OrphanGuard guard)
    {
        await TickUntilAsync(() => guard.ExecuteTask!.IsCompleted);
        await guard.ExecuteTask!;
    }

    private Task TickUntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(500));
        return condition();
    });

    private sealed class FakeProcesses : IProcessTable
    {
        private int _lookups;

        public volatile string? Mark;

        public int Lookups => Volatile.Read(ref _lookups);

        public string? Find(int processId)
        {
            // In this order: whoever sees the count may change the mark.
            var mark = Mark;
            Interlocked.Increment(ref _lookups);
            return mark;
        }
    }
}
