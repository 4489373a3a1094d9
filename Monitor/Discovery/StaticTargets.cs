using Microsoft.Extensions.Options;
using Monitor.Scraping;

namespace Monitor.Discovery;

/// <summary>Targets that stand in the settings.</summary>
internal sealed class StaticTargets(IOptions<DiscoveryOptions> options, TimeProvider time) : ITargetFinder
{
    public TargetSnapshot Current { get; } = new(
        [.. options.Value.Targets.Select(target => target.ToTarget())], time.GetUtcNow(), null);
}
