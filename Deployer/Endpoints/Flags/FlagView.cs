using System.Text.Json;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>A flag as it is shown.</summary>
/// <param name="ETag">What to send as If-Match to change it.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="EnabledSince">Absent while it is disabled.</param>
/// <param name="Evaluated">By which services, and when last; empty where none has.</param>
internal sealed record FlagView(
    string Id,
    bool Enabled,
    JsonElement Definition,
    string ETag,
    DateTimeOffset ChangedAt,
    string By,
    string Why,
    DateTimeOffset? EnabledSince,
    IReadOnlyList<EvaluationView> Evaluated)
{
    public static FlagView Of(StoredFlag flag, IEnumerable<FlagEvaluated> evaluated) => new(
        flag.Id,
        flag.IsEnabled,
        flag.Definition,
        FlagPreconditions.ETagOf(flag.Version),
        flag.ChangedAt,
        flag.By,
        flag.Why,
        flag.EnabledSince,
        [.. evaluated.OrderBy(by => by.Service, StringComparer.Ordinal).Select(EvaluationView.Of)]);
}
