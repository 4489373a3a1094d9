using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Flags.Filters;

/// <summary>On in the instances of the tracks that are named, such as the canary's alone.</summary>
[FilterAlias(FilterNames.Track)]
internal sealed class TrackFilter(IOptions<InstanceOptions> instance) : IFeatureFilter, IFilterParametersBinder
{
    public static TrackSettings Read(IConfiguration parameters) => parameters.Get<TrackSettings>() ?? new TrackSettings();

    public object BindParameters(IConfiguration parameters) => Read(parameters);

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context) =>
        Task.FromResult(((TrackSettings)context.Settings).Includes(instance.Value.Track));
}
