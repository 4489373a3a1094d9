namespace Monitor.Samples;

/// <summary>
/// Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats), and of OpenMetrics what it has
/// in common with it. A line that is malformed is reported and costs nothing but itself.
/// </summary>
internal static class ExpositionParser
{
    public static Exposition Parse(string text)
    {
        var points = new List<MetricPoint>();
        var faults = new List<LineFault>();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan(range).Trim(" \t\r");
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            var reader = new LineReader(line);
            if (reader.TryRead(out var point))
            {
                points.Add(point);
            }
            else
            {
                faults.Add(new LineFault(number, reader.Fault));
            }
        }

        return new Exposition(points, faults);
    }
}
