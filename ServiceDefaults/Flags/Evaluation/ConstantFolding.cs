using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Filters;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// Finds out, once for each definition, whether a flag is the same for everybody in this instance: then asking it is
/// looking it up. The rules are those by which Microsoft.FeatureManagement evaluates.
/// </summary>
internal sealed class ConstantFolding(IOptions<InstanceOptions> instance)
{
    private readonly string _track = instance.Value.Track;

    /// <summary>Null where it depends on who asks, or when, or where evaluations are to be traced.</summary>
    public bool? ConstantOf(FeatureDefinition flag)
    {
        if (flag.Telemetry?.Enabled is true)
        {
            return null;
        }

        if (flag.Status is FeatureStatus.Disabled)
        {
            return false;
        }

        // A variant may turn the flag on or off.
        return flag.Variants.Any() ? null : Together(flag);
    }

    private bool? Together(FeatureDefinition flag)
    {
        bool?[] filters = [.. flag.EnabledFor.Select(ConstantOf)];
        var decisive = flag.RequirementType is RequirementType.Any;
        return filters.Length == 0 ? false
            : filters.Contains(decisive) ? decisive
            : filters.Contains(null) ? null
            : !decisive;
    }

    private bool? ConstantOf(FeatureFilterConfiguration filter) => FilterNames.FullNameOf(filter.Name) switch
    {
        FilterNames.AlwaysOn or FilterNames.On or FilterNames.KillOnAlert => true,
        FilterNames.Track => TrackFilter.Read(filter.Parameters).Includes(_track),
        _ => null,
    };
}
