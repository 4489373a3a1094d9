using System.Security.Claims;
using System.Text.Json.Nodes;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>What a request wants a flag to become.</summary>
/// <param name="Definition">Null where the flag is to be deleted.</param>
/// <param name="Seen">The version of the flag that the wish was made from; null where there was none.</param>
/// <param name="IsSeen">Whether the wish was made from what was there, so that the request need not say which.</param>
internal sealed record FlagWish(
    string Id,
    JsonObject? Definition,
    string Why,
    ClaimsPrincipal User,
    FlagChangeKind Kind,
    string? Seen = null,
    bool IsSeen = false);
