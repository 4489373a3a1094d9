using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags.Local;

/// <summary>Puts on the board what the local file and the configuration define, anew whenever they change.</summary>
internal sealed class LocalFlags(IConfiguration configuration, FlagBoard board, ILogger<LocalFlags> logger)
    : IHostedLifecycleService, IDisposable
{
    private IDisposable? _following;

    /// <summary>Before anything else starts: nobody is to find a flag undefined that has a default.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            board.ShowLocal(await DefinitionReader.ReadAllAsync(configuration));
        }
        catch (FeatureManagementException exception)
        {
            throw new OptionsValidationException("feature_management", typeof(FeatureDefinition), [exception.Message]);
        }

        _following = ChangeToken.OnChange(configuration.GetReloadToken, () => _ = ReadAgainAsync());
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _following?.Dispose();

    /// <summary>What cannot be read is said, and the last that could holds.</summary>
    private async Task ReadAgainAsync()
    {
        try
        {
            board.ShowLocal(await DefinitionReader.ReadAllAsync(configuration));
        }
        catch (FeatureManagementException exception)
        {
            Log.LocalFlagsUnreadable(logger, exception.Message);
        }
    }
}
