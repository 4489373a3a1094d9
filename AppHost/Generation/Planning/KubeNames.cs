using System.Text.RegularExpressions;

namespace AppHost.Generation.Planning;

/// <summary>Names as Kubernetes takes them: RFC 1035 labels, because a Service's name is one.</summary>
internal static partial class KubeNames
{
    /// <summary>A Service's name may be this long, and a label's value.</summary>
    public const int MaxLength = 63;

    /// <summary>A port's name may be this long.</summary>
    public const int MaxPortName = 15;

    public static string Of(string name) => Dashes().Replace(Others().Replace(name.ToLowerInvariant(), "-"), "-").Trim('-');

    public static bool IsValid(string name) => name.Length <= MaxLength && Pattern().IsMatch(name);

    /// <summary>A port's name: at most 15 characters, one of them a letter.</summary>
    public static string OfPort(string binding)
    {
        var name = Of(binding);
        name = name.Length > MaxPortName ? name[..MaxPortName].TrimEnd('-') : name;
        return name.Any(char.IsAsciiLetter) ? name : $"port-{name}".TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9-]")]
    private static partial Regex Others();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^[a-z]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Pattern();
}
