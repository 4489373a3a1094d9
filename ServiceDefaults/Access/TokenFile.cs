using System.Text.Json.Serialization;

namespace ServiceDefaults.Access;

/// <summary>A file of <see cref="TokenFolder"/>: <c>{"hash": "9f86…", "role": "viewer"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TokenFile(string? Hash, string? Role);
