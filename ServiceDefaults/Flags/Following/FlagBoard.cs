using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Evaluation;

namespace ServiceDefaults.Flags.Following;

/// <summary>
/// Holds the flags that are evaluated now: those of Redis, and the local ones for what Redis does not define. Readers take
/// one reference; writers put another in its place.
/// </summary>
internal sealed class FlagBoard(ConstantFolding folding, FlagTallies tallies)
{
    private readonly Lock _writing = new();
    private StoredFlags _stored = StoredFlags.None;
    private IReadOnlyList<FeatureDefinition> _local = [];
    private volatile FlagView _view = new([]);

    public FlagView View => _view;

    public StoredFlags Stored => Volatile.Read(ref _stored);

    public void Show(StoredFlags stored)
    {
        lock (_writing)
        {
            Volatile.Write(ref _stored, stored);
            Compose();
        }
    }

    public void ShowLocal(IReadOnlyList<FeatureDefinition> local)
    {
        lock (_writing)
        {
            _local = local;
            Compose();
        }
    }

    private void Compose() => _view = new FlagView(
    [
        .. _stored.Flags.Values.Select(flag => Of(flag.Definition, FlagOrigin.Redis)),
        .. _local.Where(flag => !_stored.Flags.ContainsKey(flag.Name)).Select(flag => Of(flag, FlagOrigin.Local)),
    ]);

    private Flag Of(FeatureDefinition definition, FlagOrigin origin) =>
        new(definition, origin, folding.ConstantOf(definition), tallies.Of(definition.Name));
}
