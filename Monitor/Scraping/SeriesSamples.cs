using Monitor.Samples;

namespace Monitor.Scraping;

/// <summary>Samples of one series, oldest first.</summary>
internal sealed record SeriesSamples(SeriesId Id, IReadOnlyList<Sample> Samples);
