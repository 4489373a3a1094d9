namespace Monitor.Alerting.Storage;

/// <summary>
/// Maps of texts that outlive the process and are shared by all replicas. A method that fails with
/// <see cref="StateUnavailableException"/> may have done its work or not.
/// </summary>
internal interface IStateStore
{
    /// <summary>Takes or renews the lead: one replica at a time alerts.</summary>
    /// <param name="duration">How long it holds without being renewed.</param>
    Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the lead back, so that another replica need not wait until it runs out; nothing where another has it.</summary>
    Task<bool> ResignAsync(CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken);

    /// <summary>
    /// Makes all changes or none. None is made, and false the answer, when a field is not as a change expects it, or
    /// <paramref name="asLeader"/> is asked for and another replica leads.
    /// </summary>
    Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken);
}
