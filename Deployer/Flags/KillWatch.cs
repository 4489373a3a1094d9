using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Flags;

/// <summary>
/// Disables flags whose alert fires or whose rollout is rolled back. It writes into the flag itself, so that it stays off
/// until somebody enables it, whatever restarts. Every replica watches, and the first one kills: for the others the flag
/// is no longer what they took it for.
/// </summary>
internal sealed class KillWatch(
    IServiceProvider services,
    IAlerts alerts,
    RolloutQueries rollouts,
    IOptions<KillOptions> options,
    TimeProvider time,
    ILogger<KillWatch> logger) : BackgroundService
{
    /// <summary>Who it was, in the audit.</summary>
    public const string By = "kill-on-alert";

    private const int NewestRollouts = 50;

    // What can be in trouble, each for itself.
    private const string Looking = "looking";
    private const string Alerts = "alerts";
    private const string Rollouts = "rollouts";
    private readonly Dictionary<string, string> _said = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Here and not in the constructor: opening the connection may take its whole timeout.
                await StepAsync(services.GetRequiredService<FlagStore>(), stoppingToken);
                Works(Looking);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) // Whatever it is, it must not end the watch, or the Deployer; it looks again.
            {
                Say(Looking, exception.Message);
            }
        }
    }

    /// <summary>Looks once.</summary>
    private async Task StepAsync(FlagStore store, CancellationToken cancellationToken)
    {
        List<StoredFlag> mortal = [.. (await store.ListAsync()).Where(flag => flag.IsEnabled && flag.Kills.Any())];
        var firing = await AlertsAsync(mortal, cancellationToken);
        var rolled = await RolloutsAsync(mortal, cancellationToken);
        foreach (var flag in mortal)
        {
            if (KillRule.ReasonFor(flag, firing, rolled) is { } reason)
            {
                await KillAsync(store, flag, reason);
            }
        }
    }

    private async Task<IReadOnlyList<FiringAlert>> AlertsAsync(
        IEnumerable<StoredFlag> mortal, CancellationToken cancellationToken)
    {
        var waiting = mortal.FirstOrDefault(flag => flag.Kills.Any(kill => kill.Alerts?.Count > 0));
        if (waiting is null)
        {
            return [];
        }

        if (!alerts.IsConfigured)
        {
            Say(Alerts, $"flag '{waiting.Id}' waits for an alert, and nobody is named who has them: set Alerts:Address");
            return [];
        }

        try
        {
            var firing = await alerts.ListFiringAsync(cancellationToken);
            Works(Alerts);
            return firing;
        }
        catch (AlertsUnavailableException exception)
        {
            // A rollout that is rolled back kills all the same.
            Say(Alerts, exception.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<Rollout>> RolloutsAsync(
        IEnumerable<StoredFlag> mortal, CancellationToken cancellationToken)
    {
        if (!mortal.Any(flag => flag.Kills.Any(kill => kill.Rollouts?.Count > 0)))
        {
            return [];
        }

        try
        {
            var (known, historyAway) = await rollouts.ListAsync(NewestRollouts, cancellationToken);
            if (historyAway is null)
            {
                Works(Rollouts);
            }
            else
            {
                Say(Rollouts, historyAway);
            }

            return known;
        }
        catch (ClusterUnavailableException exception)
        {
            // An alert that fires kills all the same.
            Say(Rollouts, exception.Message);
            return [];
        }
    }

    private async Task KillAsync(FlagStore store, StoredFlag flag, string reason)
    {
        var outcome = await store.ChangeAsync(new FlagEdit(
            flag.Id, flag.Disabled(), FlagExpectation.Of(flag.Version), By, reason, FlagChangeKind.Kill));
        if (outcome.Kind is FlagOutcomeKind.Done)
        {
            Log.Killed(logger, flag.Id, reason);
        }
    }

    // The same trouble once, and not with every look.
    private void Say(string source, string trouble)
    {
        if (_said.GetValueOrDefault(source) != trouble)
        {
            Log.NotWatching(logger, trouble);
        }

        _said[source] = trouble;
    }

    private void Works(string source) => _said.Remove(source);
}
