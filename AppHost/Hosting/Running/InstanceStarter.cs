namespace Aspire.Hosting.Running;

/// <summary>Knows how each kind of resource is started on this machine.</summary>
internal sealed class InstanceStarter(
    DistributedApplicationExecutionContext execution, string stateFolder, LineWriter output, TimeProvider time)
{
    public static bool CanStart(IResource resource) => resource is ProjectResource or RedisResource;

    public async Task<IInstance> StartAsync(IResource resource, CancellationToken cancellationToken) => resource switch
    {
        RedisResource redis => await RedisServer.StartAsync(redis, Path.Combine(stateFolder, redis.Name), cancellationToken),
        ProjectResource project => ChildProcess.Start(
            await ProjectProcess.OfAsync(project, execution, cancellationToken),
            line => output.Write(project.Name, line),
            time),
        _ => throw new DistributedApplicationException("the stand-in for Aspire starts projects and Redis only"),
    };
}
