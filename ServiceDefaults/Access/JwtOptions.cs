namespace ServiceDefaults.Access;

/// <summary>OpenID Connect's access tokens; configuration <c>Access:Jwt</c>. Off without an authority.</summary>
internal sealed class JwtOptions
{
    /// <summary>
    /// The issuer's address, whose <c>/.well-known/openid-configuration</c> names its keys. https, but for this
    /// machine.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>Whom the token must be meant for.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that holds the roles, one or several.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that says who asks.</summary>
    public string NameClaim { get; set; } = "sub";

    /// <summary>
    /// For each role the claim's values that give it: <c>Access:Jwt:Roles:Admin:0 = slipway-admins</c>. Without any,
    /// the roles' own names do.
    /// </summary>
    public Dictionary<string, List<string>> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);
}
