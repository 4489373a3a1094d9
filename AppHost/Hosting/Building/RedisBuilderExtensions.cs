namespace Aspire.Hosting;

internal static class RedisBuilderExtensions
{
    /// <summary>A Redis container in the manifest; a server inside this process when running.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name)
    {
        var generated = new GenerateParameterDefault { MinLength = 22, Special = false };
        var password = ParameterBuilderExtensions.Generated(builder, $"{name}-password", generated, secret: true, persist: true);
        var redis = new RedisResource(name, password);
        return builder.AddResource(redis)
            .WithEndpoint(targetPort: 6379, scheme: "redis", name: RedisResource.PrimaryEndpointName)
            // The embedded server listens on IPv4 only.
            .WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.TargetHost = "127.0.0.1")
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = password)
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(Command(redis));
            });
    }

    /// <summary>Keeps the data over restarts: a snapshot every 60 s if a key changed; in run mode, every write.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string name) =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, "/data", IsReadOnly: false));

    private static string Command(RedisResource redis)
    {
        const string Server = "redis-server --requirepass $REDIS_PASSWORD";
        return redis.Annotations.OfType<ContainerMountAnnotation>().Any() ? $"{Server} --save 60 1" : Server;
    }
}
