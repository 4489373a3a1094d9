namespace Monitor.Samples;

/// <summary>One line of an exposition.</summary>
/// <param name="Id">Name and labels.</param>
/// <param name="Value">May be infinite or not a number.</param>
/// <param name="At">Null unless the line has a timestamp of its own.</param>
internal readonly record struct MetricPoint(SeriesId Id, double Value, DateTimeOffset? At);
