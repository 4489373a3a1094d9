namespace ServiceDefaults.Telemetry;

internal static class Names
{
    public const string Meter = "Slipway";

    /// <summary>Every meter and activity source of the system: <c>Slipway</c>, <c>Slipway.Redis</c>, …</summary>
    public const string AnyMeter = "Slipway*";

    /// <summary>The meter of Microsoft.Extensions.Diagnostics.ResourceMonitoring: <c>container.*</c>.</summary>
    public const string ContainerMeter = "Microsoft.Extensions.Diagnostics.ResourceMonitoring";
}
