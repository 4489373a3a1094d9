namespace ServiceDefaults.Access;

/// <summary>The token that a developer of this machine asks with, in clear; null anywhere but in Development.</summary>
public sealed record DeveloperToken(string? Value);
