namespace ServiceDefaults.Access;

/// <summary>
/// Who may ask; configuration <c>Access</c>. In Development someone may without any of it: see
/// <see cref="DeveloperAccess"/>.
/// </summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Tokens by name. Several may be live at once, so that one can take another's place.</summary>
    public Dictionary<string, TokenOptions> Tokens { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A mounted Secret with more of them, see <see cref="Access.TokenFolder"/>.</summary>
    public string? TokenFolder { get; set; }

    /// <summary>
    /// Between two looks at the configuration and the folder: how long a withdrawn token still holds at most.
    /// </summary>
    public TimeSpan ReloadPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Wrong tokens that one address may present in a minute before it is answered 429; 0 is no limit.
    /// </summary>
    public int FailuresPerMinute { get; set; } = 60;

    /// <summary>
    /// A token in clear with the role admin, at least 32 characters. In Development only; the AppHost gives one.
    /// </summary>
    public string? DeveloperToken { get; set; }

    /// <summary>
    /// A token in clear with the role viewer, at least 32 characters, with which the services of this application ask one another:
    /// each is given the same.
    /// </summary>
    public string? ServiceToken { get; set; }

    /// <summary>An issuer whose tokens hold too.</summary>
    public JwtOptions Jwt { get; } = new();
}
