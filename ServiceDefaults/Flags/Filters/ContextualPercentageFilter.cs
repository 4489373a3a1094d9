using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Filters;

/// <summary>The same as <see cref="PercentageFilter"/> where the caller says who it is about.</summary>
[FilterAlias(FilterNames.Percentage)]
internal sealed class ContextualPercentageFilter : IContextualFeatureFilter<ITargetingContext>, IFilterParametersBinder
{
    public object BindParameters(IConfiguration parameters) => PercentageFilter.Read(parameters);

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context, ITargetingContext appContext) =>
        Task.FromResult(PercentageFilter.IsOn(context, appContext));
}
