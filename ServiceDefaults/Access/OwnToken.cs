namespace ServiceDefaults.Access;

/// <summary>
/// The token with which this process asks the other services of its application where no other is configured; null where
/// they share none.
/// </summary>
public sealed record OwnToken(string? Value)
{
    internal static OwnToken Of(AccessOptions options) =>
        new(options.ServiceToken is { Length: > 0 } shared ? shared : options.DeveloperToken);
}
