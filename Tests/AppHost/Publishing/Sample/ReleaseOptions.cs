namespace Tests.Hosting.Publishing.Sample;

internal sealed record ReleaseOptions
{
    public required int Min { get; init; }

    public required int Max { get; init; }

    public required int CpuPercent { get; init; }

    public required int CanaryReplicas { get; init; }
}
