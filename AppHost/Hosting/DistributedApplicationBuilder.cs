using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        AppHostDirectory = options.ProjectDirectory;
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = options.ProjectDirectory,
        });
        ExecutionContext = new DistributedApplicationExecutionContext(Operation(_host.Configuration));
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public string AppHostDirectory { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IList<IResource> Resources { get; } = [];

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
        new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build() => new(this);

    /// <summary>As Aspire: <c>--publisher manifest</c> publishes, and so does <c>--operation publish</c>.</summary>
    private static DistributedApplicationOperation Operation(ConfigurationManager configuration)
    {
        if (configuration["publisher"] is { } publisher && publisher != "manifest")
        {
            throw new DistributedApplicationException($"Unknown publisher '{publisher}': manifest is the one there is.");
        }

        return configuration["operation"]?.ToLowerInvariant() switch
        {
            "publish" => DistributedApplicationOperation.Publish,
            "run" => DistributedApplicationOperation.Run,
            null when configuration["publisher"] is not null => DistributedApplicationOperation.Publish,
            null => DistributedApplicationOperation.Run,
            var other => throw new DistributedApplicationException($"Unknown operation '{other}': run or publish."),
        };
    }
}
