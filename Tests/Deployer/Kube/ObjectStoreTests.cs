using Deployer.Kube.Watching;
using k8s.Models;

namespace Tests.Kube;

public sealed class ObjectStoreTests
{
    private readonly ObjectStore<V1ConfigMap> _store = new();

    [Fact]
    public void Put_AnOlderVersion_IsNotTaken()
    {
        _store.Put(Map("a", 7)).Taken.Should().BeTrue();

        _store.Put(Map("a", 6)).Taken.Should().BeFalse();
        _store.Put(Map("a", 10)).Taken.Should().BeTrue();
        _store.Put(Map("a", 10)).Taken.Should().BeFalse();
        _store.Find("a")!.Metadata.ResourceVersion.Should().Be("10");
    }

    [Fact]
    public void Remove_AfterANewerOneCame_KeepsThat()
    {
        _store.Put(Map("a", 9));

        _store.Remove(Map("a", 8)).Should().BeFalse();
        _store.Remove(Map("a", 10)).Should().BeTrue();
        _store.Find("a").Should().BeNull();
    }

    [Fact]
    public void Replace_List_IsTheTruthButForWhatIsNewer()
    {
        _store.Put(Map("gone", 1));
        _store.Put(Map("changed", 2));
        _store.Put(Map("same", 3));
        _store.Put(Map("written-since", 11));

        var changes = _store.Replace([Map("changed", 8), Map("same", 3), Map("new", 9), Map("written-since", 4)], "10");

        changes.Select(change => (change.Before?.Name() ?? "") + ">" + (change.After?.Name() ?? ""))
            .Should().BeEquivalentTo("gone>", "changed>changed", ">new");
        _store.Find("written-since")!.Metadata.ResourceVersion.Should().Be("11");
    }

    private static V1ConfigMap Map(string name, int version) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, ResourceVersion = $"{version}" },
    };
}
