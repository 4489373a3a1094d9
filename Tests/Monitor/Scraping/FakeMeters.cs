using System.Diagnostics.Metrics;

namespace Tests.Scraping;

/// <summary>Makes meters of its own, that only a listener which knows it hears.</summary>
internal sealed class FakeMeters : IMeterFactory
{
    private readonly List<Meter> _made = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _made.Add(meter);
        return meter;
    }

    public void Dispose() => _made.ForEach(meter => meter.Dispose());
}
