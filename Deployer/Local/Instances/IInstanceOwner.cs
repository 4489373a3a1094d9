using Deployer.Control;
using Deployer.Local.Records;

namespace Deployer.Local.Instances;

/// <summary>The track that an instance belongs to.</summary>
internal interface IInstanceOwner
{
    /// <summary>Returns once the instance is written down.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written.</exception>
    Task SaveAsync(InstanceRecord instance, CancellationToken cancellationToken);

    /// <summary>Something about an instance has changed. Must return at once.</summary>
    void Changed();
}
