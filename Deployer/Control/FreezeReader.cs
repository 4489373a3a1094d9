using System.Collections.Immutable;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Makes freeze windows of their options.</summary>
internal static class FreezeReader
{
    public static ImmutableArray<FreezeWindow> Read(
        Dictionary<string, FreezeOptions> options, string path, List<string> faults)
    {
        var windows = ImmutableArray.CreateBuilder<FreezeWindow>();
        foreach (var (name, freeze) in options.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(freeze.TimeZone, out var zone))
            {
                windows.Add(new FreezeWindow(name, [.. freeze.Days.Distinct()], freeze.From, freeze.To, zone));
            }
            else
            {
                faults.Add($"{path}:Freezes:{name}:TimeZone: '{freeze.TimeZone}' is no time zone; 'Europe/Berlin' would be one");
            }
        }

        return windows.ToImmutable();
    }
}
