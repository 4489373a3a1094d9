namespace Deployer.Webhooks;

/// <summary>What a sender wrote, as it may stand in a message: short, and without control characters.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Of(string? text)
    {
        var shown = text is null || text.Length <= MaxLength ? text ?? "" : text[..MaxLength] + "…";
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c)) : shown;
    }
}
