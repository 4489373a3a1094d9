using System.Globalization;
using AppHost;

namespace Aspire.Hosting.Running;

/// <summary>Starts the resources in the order of their dependencies, keeps them alive, and stops them in reverse order.</summary>
internal static class ApplicationRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultStartTimeout = TimeSpan.FromSeconds(60);

    /// <returns>The exit code: 0 when it was stopped on request, 1 when something failed.</returns>
    public static async Task<int> RunAsync(
        IDistributedApplicationBuilder builder, TimeProvider time, CancellationToken cancellationToken)
    {
        var faults = await ParameterCheck.FaultsAsync(builder.Resources, cancellationToken);
        faults.AddRange(PortAllocation.Allocate(builder.Resources));
        using var folder = StateLock.Take(StateFolder.Of(builder), faults);
        if (faults.Count > 0)
        {
            faults.ForEach(Console.Error.WriteLine);
            return 1;
        }

        using var signals = new TerminationSignals(cancellationToken);
        using var health = new HealthCheck(time);
        var startable = builder.Resources.Where(InstanceStarter.CanStart).ToList();
        var output = LineWriter.ForConsole(startable.Select(resource => resource.Name));
        var starter = new InstanceStarter(builder.ExecutionContext, StateFolder.Of(builder), output, time);
        var runs = startable
            .Where(resource => resource.Annotations.Last<ExplicitStartupAnnotation>() is null)
            .Select(resource => new ResourceRun(resource, starter, health, StartTimeout(builder), output, time))
            .ToList();
        try
        {
            await KeepAsync(builder, runs, health, output, signals.Stopping);
            return 0;
        }
        catch (ResourceFailedException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            output.Write("stopping");
            foreach (var run in runs.Where(run => run.Started > 0).OrderByDescending(run => run.Started))
            {
                await run.StopAsync(Patience, signals.Hurry);
            }

            output.Write("stopped");
        }
    }

    private static async Task KeepAsync(
        IDistributedApplicationBuilder builder,
        List<ResourceRun> runs,
        HealthCheck health,
        LineWriter output,
        CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var kept = runs.Select(run => run.KeepAsync(Dependencies(run, runs), over.Token)).ToList();
        var ended = Task.WhenAny(kept);
        var healthy = Task.WhenAll(runs.Select(run => run.Healthy));
        var watched = Task.CompletedTask;
        if (await Task.WhenAny(healthy, ended) == healthy)
        {
            output.WriteBlock(await AddressTable.OfAsync(builder.Resources, stopping));
            watched = StartedElsewhere.WatchAsync(builder.Resources, health, output, over.Token);
        }

        var first = await ended;
        await over.CancelAsync();
        // Everything lets go before anything is stopped; what ended first says why.
        await Task.WhenAll([watched, .. kept]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsFaulted)
        {
            await first;
        }
    }

    private static List<ResourceRun> Dependencies(ResourceRun run, List<ResourceRun> all)
    {
        var awaited = run.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).ToList();
        return [.. all.Where(other => awaited.Contains(other.Resource))];
    }

    private static TimeSpan StartTimeout(IDistributedApplicationBuilder builder) =>
        builder.Configuration["StartTimeout"] is not { } given
            ? DefaultStartTimeout
            : TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero
                ? timeout
                : throw new DistributedApplicationException($"StartTimeout is '{given}': give a time such as 00:01:00.");
}
