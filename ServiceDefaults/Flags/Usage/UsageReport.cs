using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Evaluation;
using ServiceDefaults.Flags.Following;
using ServiceDefaults.Flags.Storage;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Flags.Usage;

/// <summary>
/// Which flags were evaluated since the last report, by how far their tallies have come. A name that no flag in Redis can have is
/// not reported.
/// </summary>
internal sealed class UsageReport(
    FlagTallies tallies, FlagBoard board, IOptions<InstanceOptions> instance, TimeProvider time)
{
    private Dictionary<string, long> _reported = [];

    /// <summary>What is to be reported now. Said again by the next call, unless <see cref="Done"/> says it was.</summary>
    public (IReadOnlyList<FlagEvaluated> Evaluated, Dictionary<string, long> Totals) Take()
    {
        var (now, view) = (time.GetUtcNow(), board.View);
        var totals = tallies.All.Where(tally => FlagRules.IsId(tally.Name))
            .ToDictionary(tally => tally.Name, tally => tally.Total);
        return (
            [
                .. totals.Where(total => total.Value > _reported.GetValueOrDefault(total.Key)).Select(total =>
                    new FlagEvaluated(
                        instance.Value.Service,
                        total.Key,
                        now,
                        view.TryFind(total.Key, out var flag) ? flag.Origin : FlagOrigin.Nowhere)),
            ],
            totals);
    }

    public void Done(Dictionary<string, long> totals) => _reported = totals;
}
