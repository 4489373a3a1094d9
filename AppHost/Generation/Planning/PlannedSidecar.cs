using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>A Monitor that stands beside a service in each of its pods, watches it and mails.</summary>
/// <param name="Monitor">The Monitor, whose image, mail settings and access tokens it has.</param>
/// <param name="Settings">Those of the Monitor's variables that anybody may read.</param>
/// <param name="Variables">The others, those that others refer to first.</param>
/// <param name="Port">Where it is asked whether it is well; the pod's other ports are different ones.</param>
/// <param name="MailPort">Of the mail server; null where the manifest does not know it.</param>
internal sealed record PlannedSidecar(
    PlannedService Monitor,
    ImmutableArray<string> Settings,
    ImmutableArray<Variable> Variables,
    int Port,
    int? MailPort)
{
    public const string PortName = "sidecar";

    /// <summary>A failing one is started again, and must not take the service out of its traffic: it is not asked whether it is ready.</summary>
    public static readonly Probe Liveness = new(new ProbeTarget.Http("/health/live", PortName), 10, 10, 2, 1, 6);

    /// <summary>Small: it reads a few files, and mails now and then.</summary>
    public static readonly Sizes Sizes = new("25m", "96Mi", "250m", "256Mi");
}
