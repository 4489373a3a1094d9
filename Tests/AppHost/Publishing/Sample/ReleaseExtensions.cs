using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Publishing.Sample;

internal static class ReleaseExtensions
{
    public static IResourceBuilder<ReleaseResource> AddRelease(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ProjectResource> service,
        ReleaseOptions options) =>
        builder.AddResource(new ReleaseResource(name, service.Resource, options))
            .WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", "slipway.release.v0");
                context.Writer.WriteString("service", service.Resource.Name);
                context.Writer.WriteStartObject("stable");
                context.Writer.WriteNumber("minReplicas", options.Min);
                context.Writer.WriteNumber("maxReplicas", options.Max);
                context.Writer.WriteNumber("targetCpuPercent", options.CpuPercent);
                context.Writer.WriteEndObject();
                context.Writer.WriteStartObject("canary");
                context.Writer.WriteNumber("replicas", options.CanaryReplicas);
                context.Writer.WriteEndObject();
            });
}
