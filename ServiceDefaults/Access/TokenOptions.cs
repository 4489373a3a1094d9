namespace ServiceDefaults.Access;

/// <summary>A token without the token.</summary>
internal sealed class TokenOptions
{
    /// <summary>SHA-256 of the token's UTF-8 bytes, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; set; } = "";

    /// <summary>viewer, operator or admin.</summary>
    public string Role { get; set; } = "";
}
