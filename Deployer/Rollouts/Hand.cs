namespace Deployer.Rollouts;

/// <summary>Someone's hand on a track.</summary>
/// <param name="By">Who, by the name of the token.</param>
/// <param name="Why">The reason they gave.</param>
internal sealed record Hand(HandAction Action, string By, DateTimeOffset At, string? Why)
{
    public override string ToString() => Why is { Length: > 0 } ? $"{By} ({Why})" : By;
}
