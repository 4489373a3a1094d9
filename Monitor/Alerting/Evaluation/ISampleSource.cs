using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>Samples that were not scraped but reported, as if by a target of their own.</summary>
internal interface ISampleSource
{
    IReadOnlyCollection<WatchedInstance> Reported { get; }

    /// <summary>Stands for it in what is written of an alert.</summary>
    string Name { get; }

    /// <summary>False while it is not known which targets there are; none of its own counts as gone then.</summary>
    bool IsKnown { get; }
}
