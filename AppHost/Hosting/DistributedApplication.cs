using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Stands in for Aspire's class of this name: runs the composed application, or writes its manifest.</summary>
internal sealed class DistributedApplication(IDistributedApplicationBuilder builder)
{
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        OneLineFaults.Install();
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Sets the exit code of the process: 0 when it was stopped on request, 1 when something failed.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    public async Task RunAsync(CancellationToken cancellationToken = default) =>
        Environment.ExitCode = builder.ExecutionContext.IsPublishMode
            ? await ManifestPublisher.PublishAsync(builder, cancellationToken)
            : await ApplicationRunner.RunAsync(builder, TimeProvider.System, cancellationToken);
}
