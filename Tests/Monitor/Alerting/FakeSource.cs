using Monitor.Alerting.Evaluation;
using Monitor.Scraping;

namespace Tests.Alerting;

internal sealed class FakeSource(string name) : ISampleSource
{
    public string Name => name;

    public bool IsKnown { get; set; }

    public IReadOnlyCollection<WatchedInstance> Reported { get; set; } = [];
}
