namespace Tests.Cluster;

/// <summary>Tests whose Deployer serves where the registry notifies: one address, so that they take turns.</summary>
[CollectionDefinition(Name)]
public class NotifiedCollection
{
    public const string Name = "Notified";
}
