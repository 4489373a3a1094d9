namespace Aspire.Hosting.Running;

/// <summary>One resource from its first start to the end: waits for others, starts it, and starts it again when it dies.</summary>
internal sealed class ResourceRun(
    IResource resource, InstanceStarter starter, HealthCheck health, TimeSpan startTimeout, LineWriter output, TimeProvider time)
{
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Backoff _backoff = new();
    private IInstance? _instance;

    public IResource Resource => resource;

    /// <summary>Completes when it is healthy for the first time.</summary>
    public Task Healthy => _healthy.Task;

    /// <summary>When it was started first; 0 while it was not.</summary>
    public long Started { get; private set; }

    /// <exception cref="ResourceFailedException">It ended, or did not answer in time, before it ever was healthy.</exception>
    /// <exception cref="OperationCanceledException">On <paramref name="stopping"/>; it may still run then.</exception>
    public async Task KeepAsync(IEnumerable<ResourceRun> dependencies, CancellationToken stopping)
    {
        await Task.WhenAll(dependencies.Select(dependency => dependency.Healthy)).WaitAsync(stopping);
        Started = time.GetTimestamp();
        while (true)
        {
            var since = time.GetTimestamp();
            var end = await LiveAsync(stopping);
            var delay = _backoff.After(time.GetElapsedTime(since));
            output.Write($"{resource.Name} {end}; starting it again in {delay.TotalSeconds:0} s");
            await Task.Delay(delay, time, stopping);
        }
    }

    public Task StopAsync(TimeSpan patience, CancellationToken hurry) =>
        _instance?.StopAsync(patience, hurry) ?? Task.CompletedTask;

    private async Task<string> LiveAsync(CancellationToken stopping)
    {
        try
        {
            _instance = await starter.StartAsync(resource, stopping);
        }
        catch (DistributedApplicationException fault) when (!Healthy.IsCompleted)
        {
            throw new ResourceFailedException(resource.Name, fault.Message, []);
        }
        catch (DistributedApplicationException fault)
        {
            return $"did not start: {fault.Message}";
        }

        if (!Healthy.IsCompleted)
        {
            await BecomeHealthyAsync(_instance, stopping);
            return await _instance.Ended.WaitAsync(stopping);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var again = SayHealthyAgainAsync(ended.Token);
        var end = await _instance.Ended.WaitAsync(stopping);
        await ended.CancelAsync();
        await again;
        return end;
    }

    private async Task BecomeHealthyAsync(IInstance instance, CancellationToken stopping)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var missing = "";
        var passing = health.PassAsync(resource, fault => missing = fault, given.Token);
        try
        {
            if (await Task.WhenAny(passing, instance.Ended).WaitAsync(startTimeout, time, stopping) == instance.Ended)
            {
                throw new ResourceFailedException(resource.Name, await instance.Ended, instance.LastLines);
            }

            await passing;
            _healthy.TrySetResult();
        }
        catch (TimeoutException)
        {
            var how = $"not healthy within {startTimeout.TotalSeconds:0} s ({missing})";
            throw new ResourceFailedException(resource.Name, how, []);
        }
        finally
        {
            await given.CancelAsync();
        }
    }

    private async Task SayHealthyAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await health.PassAsync(resource, _ => { }, cancellationToken);
            output.Write($"{resource.Name} is healthy again");
        }
        catch (OperationCanceledException)
        {
            // It ended before; how is said already.
        }
    }
}
