using Deployer.Control;
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
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Here and not in the constructor: opening the connection may take its whole timeout.
                await StepAsync(services.GetRequiredService<FlagStore>(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) // Whatever it is, it must not end the watch, or the Deployer; it looks again.
            {
                Say(exception.Message);
            }
        }
    }

    /// <summary>Looks once.</summary>
    private async Task StepAsync(FlagStore store, CancellationToken cancellationToken)
    {
        List<StoredFlag> mortal = [.. (await store.ListAsync()).Where(flag => flag.IsEnabled && flag.Kills.Any())];
        var firing = await AlertsAsync(mortal, cancellationToken);
        var rolled = mortal.Any(flag => flag.Kills.Any(kill => kill.Rollouts?.Count > 0))
            ? (await rollouts.ListAsync(NewestRollouts, cancellationToken)).Rollouts
            : [];
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
            Say($"flag '{waiting.Id}' waits for an alert, and nobody is named who has them: set Alerts:Address");
            return [];
        }

        try
        {
            var firing = await alerts.ListFiringAsync(cancellationToken);
            _said = null;
            return firing;
        }
        catch (AlertsUnavailableException exception)
        {
            // A rollout that is rolled back kills all the same.
            Say(exception.Message);
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
    private void Say(string trouble)
    {
        if (trouble != _said)
        {
            Log.NotWatching(logger, trouble);
        }

        _said = trouble;
    }
}
