namespace Monitor.Dispatch;

/// <summary>One way in which a receiver is told.</summary>
/// <param name="SendResolved">Whether it is told of the end too.</param>
internal abstract record Integration(bool SendResolved)
{
    /// <param name="To">Addresses; empty is those of the settings for mail.</param>
    internal sealed record Email(IReadOnlyList<string> To, bool SendResolved) : Integration(SendResolved);

    /// <summary>A webhook that takes Slack's JSON.</summary>
    /// <param name="Url">Secret; null where a file has it.</param>
    /// <param name="UrlFile">A file with the address in it, such as a mounted Secret.</param>
    internal sealed record Slack(Uri? Url, string? UrlFile, string Channel, bool SendResolved) : Integration(SendResolved)
    {
        public override string ToString() => $"Slack {Channel}";
    }
}
