using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>That a service evaluates a flag, as it is shown.</summary>
/// <param name="Origin">Where the service found it defined: Redis, Local or Nowhere.</param>
internal sealed record EvaluationView(string Service, DateTimeOffset At, string Origin)
{
    public static EvaluationView Of(FlagEvaluated evaluated) =>
        new(evaluated.Service, evaluated.At, evaluated.Origin.ToString());
}
