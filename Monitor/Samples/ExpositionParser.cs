namespace Monitor.Samples;

/// <summary>
/// Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats) and OpenMetrics 1.0
/// (github.com/OpenObservability/OpenMetrics). A line that is malformed is reported and costs nothing but itself.
/// </summary>
internal static class ExpositionParser
{
    /// <summary>About as many characters as a line has, so that the list of points is made large enough at once.</summary>
    private const int UsualLine = 80;

    public static Exposition Parse(
        ReadOnlySpan<char> text, ExpositionFormat format = ExpositionFormat.Text, SeriesPool? pool = null)
    {
        var points = new List<MetricPoint>(text.Length / UsualLine);
        var faults = new List<LineFault>();
        var (number, faultCount, hasEnd) = (0, 0, false);
        foreach (var range in text.Split('\n'))
        {
            number++;
            var line = text[range].Trim(" \t\r");
            if (line.IsEmpty)
            {
                continue;
            }

            if (hasEnd)
            {
                Report("nothing is expected after # EOF");
            }
            else if (line[0] != '#')
            {
                if (LineReader.Read(line, format, pool, out var point) is { } malformed)
                {
                    Report(malformed);
                }
                else
                {
                    points.Add(point);
                }
            }
            else if (MetadataReader.FaultOf(line) is { } fault)
            {
                Report(fault);
            }
            else
            {
                hasEnd = format == ExpositionFormat.OpenMetrics && line is "# EOF";
            }
        }

        if (format == ExpositionFormat.OpenMetrics && !hasEnd)
        {
            Report("# EOF is missing: the exposition is cut off");
        }

        return new Exposition(points, faults, faultCount);

        void Report(string reason)
        {
            if (faultCount++ < ExpositionLimits.Faults)
            {
                faults.Add(new LineFault(number, reason));
            }
        }
    }
}
