using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Tests.Contract;

/// <summary>A cluster of any kind with one track, on which Deployers can be started, killed and started again.</summary>
internal interface IContractCluster : IAsyncDisposable
{
    TrackKey Track { get; }

    /// <summary>What the track follows.</summary>
    ImageReference Image { get; }

    /// <summary>Makes an image, so that the cluster can run it.</summary>
    Task<Digest> MakeAsync(string name, Behaviour behaviour);

    /// <summary>Makes the Deployer under construction work on this cluster.</summary>
    void AddTo(WebApplicationBuilder builder);

    /// <summary>What has to be done so that the end of this Deployer is like being killed.</summary>
    void BeforeKill(IHost deployer);
}
