namespace ServiceDefaults.Access;

/// <summary>A live token: who it stands for, and what that one may do.</summary>
/// <param name="Hash">SHA-256 of the token, 32 bytes.</param>
internal sealed record AccessToken(string Name, Role Role, byte[] Hash);
