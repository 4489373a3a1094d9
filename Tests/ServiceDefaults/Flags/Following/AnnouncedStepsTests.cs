using System.Text.Json;
using CsCheck;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Following;
using ServiceDefaults.Flags.Storage;
using Tests.Properties;

namespace Tests.Flags;

/// <summary>What an instance makes of announcements that come late, twice, in another order or never.</summary>
public sealed class AnnouncedStepsTests
{
    private const int Cases = 300;
    private int _applied;
    private int _read;

    [Fact]
    public void ApplyAsync_AnyChangesAnnouncedAnyhow_HoldsAtEveryMomentWhatRedisHeldAtThatVersion()
    {
        var happening = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 3].Array[0, 2]);
        happening.Array[1, 40].SampleSeeded(
            happenings => FollowAsync(happenings).GetAwaiter().GetResult(), Cases);

        // Both ways were gone, and often.
        _applied.Should().BeGreaterThan(Cases);
        _read.Should().BeGreaterThan(Cases);
    }

    [Fact]
    public async Task ApplyAsync_DocumentIsNotValid_IsNotTaken()
    {
        var store = new Store();
        store.Set(0, enabled: true);
        var held = await StoredFlagsReader.ReadAsync(store.Table, StoredFlags.None);
        var next = new FlagVersion(2, DateTimeOffset.UnixEpoch, "2");

        foreach (var document in new[] { "", "{}", "null", store.Table.Documents["flag-0"].Replace("true", "3", StringComparison.Ordinal) })
        {
            (await StoredFlagsReader.ApplyAsync(FlagAnnouncement.Of(next, store.Table.Version, "flag-0", document), held))
                .Should().BeNull();
        }

        var good = FlagAnnouncement.Of(next, store.Table.Version, "flag-0", store.Table.Documents["flag-0"]);
        (await StoredFlagsReader.ApplyAsync(good, held))!.Version.Should().Be(next);
    }

    [Fact]
    public async Task ApplyAsync_MoreFlagsThanThereMayBe_AreNotTaken()
    {
        var store = new Store();
        for (var flag = 0; flag <= FlagStore.MaxFlags; flag++)
        {
            store.Set(flag, enabled: true);
        }

        var last = $"flag-{FlagStore.MaxFlags}";
        var full = new FlagTable(
            store.Before, store.Table.Documents.Where(flag => flag.Key != last).ToDictionary(flag => flag.Key, flag => flag.Value));
        var held = await StoredFlagsReader.ReadAsync(full, StoredFlags.None);

        (await StoredFlagsReader.ApplyAsync(FlagAnnouncement.Read(store.Said)!, held)).Should().BeNull();
    }

    /// <param name="happenings">
    /// What happens to which flag (or to which state of before), and after how many more happenings each copy of its
    /// announcement comes; none: it is lost.
    /// </param>
    private async Task FollowAsync((int What, int Flag, int Value, int[] Delays)[] happenings)
    {
        var store = new Store();
        var held = await StoredFlagsReader.ReadAsync(store.Table, StoredFlags.None);
        var underWay = new List<(int Due, string Said)>();
        for (var now = 0; now < happenings.Length; now++)
        {
            var (what, flag, value, delays) = happenings[now];
            store.Happen(what, flag, value);
            underWay.AddRange(delays.Select(delay => (now + delay, store.Said)));
            foreach (var (_, said) in underWay.Where(message => message.Due == now).ToList())
            {
                held = await HearAsync(said, held, store.Table);
                held.IsOf(store.At(held.Version)).Should().BeTrue();
            }
        }

        // The periodic check compares the version, and nothing else.
        held = held.Version?.ToString() == store.Table.Version ? held : await StoredFlagsReader.ReadAsync(store.Table, held);
        held.IsOf(store.Table).Should().BeTrue();
        var read = await StoredFlagsReader.ReadAsync(store.Table, StoredFlags.None);
        Meaning(held).Should().BeEquivalentTo(Meaning(read));
    }

    private async Task<StoredFlags> HearAsync(string said, StoredFlags held, FlagTable table)
    {
        if (FlagAnnouncement.Read(said) is { } announced && await StoredFlagsReader.ApplyAsync(announced, held) is { } next)
        {
            Interlocked.Increment(ref _applied);
            return next;
        }

        Interlocked.Increment(ref _read);
        return await StoredFlagsReader.ReadAsync(table, held);
    }

    // Of those whose document is good: for the others the last good one holds, which who comes later has never seen.
    private static Dictionary<string, FeatureStatusAndFilters> Meaning(StoredFlags flags) => flags.Flags
        .Where(flag => flag.Value.Fault is null)
        .ToDictionary(flag => flag.Key, flag => new FeatureStatusAndFilters(
            $"{flag.Value.Definition.Status}", [.. flag.Value.Definition.EnabledFor.Select(filter => filter.Name)]));

    private sealed record FeatureStatusAndFilters(string Status, string[] Filters);

    /// <summary>Redis, with all that it has held.</summary>
    private sealed class Store
    {
        private readonly List<FlagTable> _states = [new(null, new Dictionary<string, string>())];

        public FlagTable Table { get; private set; } = new(null, new Dictionary<string, string>());

        public string? Before { get; private set; }

        /// <summary>What was announced last.</summary>
        public string Said { get; private set; } = "";

        public FlagTable At(FlagVersion? version) => _states.Single(state => state.Version == version?.ToString());

        public void Happen(int what, int flag, int value)
        {
            switch (what)
            {
                case 0 when Table.Documents.ContainsKey($"flag-{flag}"):
                    Step(flag, null);
                    break;
                case 1:
                    Set(flag, enabled: true, new string('x', FlagAnnouncement.MaxLength));
                    break;
                case 2:
                    // Another server has taken its place, which lags behind; what was announced before may still come.
                    Table = _states[value % _states.Count];
                    break;
                case 3:
                    // Put back after it was lost: the version alone is announced.
                    Become(Next(), Table.Documents);
                    Said = Table.Version!;
                    break;
                case 4:
                    // Written past the store.
                    Become(Next(), With(flag, "{}"));
                    break;
                default:
                    Set(flag, value % 2 == 0);
                    break;
            }
        }

        public void Set(int flag, bool enabled, string why = "")
        {
            var (id, version) = ($"flag-{flag}", Next());
            var definition = TestFlags.Define(id, enabled, filters: flag % 2 == 0 ? [] : [TestFlags.Filter("On")]);
            var stored = new StoredFlag(definition, $"{version}", version.ChangedAt, "tests", why, null);
            Step(flag, JsonSerializer.Serialize(stored, FlagJson.Default.StoredFlag), version);
        }

        private void Step(int flag, string? document, FlagVersion? version = null)
        {
            Before = Table.Version;
            Become(version ?? Next(), With(flag, document));
            Said = FlagAnnouncement.Of(FlagVersion.Parse(Table.Version!), Before, $"Flag-{flag}", document).ToMessage()!;
        }

        private Dictionary<string, string> With(int flag, string? document)
        {
            var documents = Table.Documents.ToDictionary();
            documents.Remove($"flag-{flag}");
            if (document is not null)
            {
                documents.Add($"flag-{flag}", document);
            }

            return documents;
        }

        private FlagVersion Next() => new(
            Table.Version is { } version ? FlagVersion.Parse(version).Number + 1 : 1, DateTimeOffset.UnixEpoch, $"{_states.Count:x8}");

        private void Become(FlagVersion version, IReadOnlyDictionary<string, string> documents)
        {
            Table = new FlagTable(version.ToString(), documents);
            _states.Add(Table);
        }
    }
}
