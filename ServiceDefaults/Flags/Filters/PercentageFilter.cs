using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Filters;

/// <summary>
/// On for a share of users, for each always the same, in every service and instance. It takes the place of the package's
/// filter of that name, which rolls dice for every call.
/// </summary>
[FilterAlias(FilterNames.Percentage)]
internal sealed class PercentageFilter(ITargetingContextAccessor accessor) : IFeatureFilter, IFilterParametersBinder
{
    public object BindParameters(IConfiguration parameters) => Read(parameters);

    public async Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context) =>
        IsOn(context, await accessor.GetContextAsync());

    public static PercentageSettings Read(IConfiguration parameters) =>
        parameters.Get<PercentageSettings>() ?? new PercentageSettings();

    /// <summary>Nobody known is in no share but the whole.</summary>
    public static bool IsOn(FeatureFilterEvaluationContext context, ITargetingContext? who)
    {
        var settings = (PercentageSettings)context.Settings;
        return who?.UserId is { Length: > 0 } user
            ? Stickiness.Includes(settings.Value, user, settings.Seed ?? context.FeatureName)
            : settings.Value >= 100;
    }
}
