using Aspire.Hosting;

namespace Tests.Hosting.EndToEnd;

internal static class Scenarios
{
    public static DistributedApplication Build(string scenario, string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = args,
            ProjectDirectory = AppContext.BaseDirectory,
        });
        var redis = builder.AddRedis("redis").WithDataVolume("data");
        var first = builder.AddProject<PlainProject>("first")
            .WithArgs("web")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health/ready")
            .WithReference(redis)
            .WaitFor(redis);
        var second = builder.AddProject<PlainProject>("second").WithReference(first).WaitFor(first);
        _ = scenario switch
        {
            "healthy" => second.WithArgs("web").WithHttpEndpoint().WithHttpHealthCheck("/health/ready"),
            "failing" => second.WithArgs("fail", "134").WithHttpEndpoint().WithHttpHealthCheck("/health/ready"),
            "deaf" => second.WithArgs("web").WithHttpEndpoint().WithHttpHealthCheck("/nowhere"),
            _ => throw new ArgumentException(scenario, nameof(scenario)),
        };
        return builder.Build();
    }
}
