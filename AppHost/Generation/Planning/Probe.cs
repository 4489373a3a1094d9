namespace AppHost.Generation.Planning;

/// <summary>A question asked of a container, in seconds.</summary>
internal sealed record Probe(ProbeTarget Target, int InitialDelay, int Period, int Timeout, int SuccessThreshold, int FailureThreshold)
{
    public static Probe Startup(ProbeTarget target) => new(target, 0, 2, 2, 1, 60);

    public static Probe Readiness(ProbeTarget target) => new(target, 0, 5, 2, 1, 3);

    public static Probe Liveness(ProbeTarget target) => new(target, 0, 10, 2, 1, 3);
}
