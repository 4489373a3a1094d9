using Deployer.Local.Images;
using Deployer.Local.Probes;
using Deployer.Local.Processes;
using Deployer.Local.Records;

namespace Deployer.Local.Instances;

/// <summary>What every instance on this machine is run with.</summary>
internal sealed record Node(
    ILocalImages Images,
    IProcessHost Processes,
    IProber Prober,
    LoopbackPorts Ports,
    ClusterFolder Folder,
    TimeProvider Time,
    ILogger Logger);
