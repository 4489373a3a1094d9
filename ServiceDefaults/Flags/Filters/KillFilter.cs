using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Filters;

/// <summary>
/// Says in a definition what kills the flag: an alert that fires, a rollout that is rolled back. It lets everybody pass;
/// the Deployer, which watches for that, disables the flag itself, so that it stays off whoever restarts.
/// </summary>
[FilterAlias(FilterNames.KillOnAlert)]
internal sealed class KillFilter : IFeatureFilter
{
    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context) => Task.FromResult(true);
}
