using Deployer.Flags;

namespace Deployer.Endpoints.Flags;

/// <summary>All flags as they are shown.</summary>
/// <param name="Undefined">Evaluated in the last 30 days, and not defined here.</param>
/// <param name="Unused">Defined here, unchanged and not evaluated for 30 days: their code may be gone.</param>
internal sealed record FlagList(
    IReadOnlyList<FlagView> Flags, IReadOnlyList<UndefinedView> Undefined, IReadOnlyList<string> Unused)
{
    public static FlagList Of(FlagOverview overview) => new(
        [.. overview.Flags.Select(flag => FlagView.Of(flag, overview.Evaluated[flag.Id]))],
        [
            .. overview.Undefined.Select(id => new UndefinedView(
                id, [.. overview.Evaluated[id].Select(EvaluationView.Of)])),
        ],
        overview.Unused);
}
