namespace Deployer.Flags;

/// <summary>Whoever evaluates alert rules: the Monitor, or a Prometheus Alertmanager.</summary>
internal interface IAlerts
{
    /// <summary>Whether anybody is there to be asked.</summary>
    bool IsConfigured { get; }

    /// <summary>Those that fire and that nobody has silenced.</summary>
    /// <exception cref="AlertsUnavailableException">They cannot be asked for now.</exception>
    Task<IReadOnlyList<FiringAlert>> ListFiringAsync(CancellationToken cancellationToken);
}
