using Monitor.Samples;

namespace Tests.Samples;

/// <summary>Expositions as real instances write them, damaged at random from a fixed seed.</summary>
public class MutationTests
{
    private const int Seed = 20261125;

    private const string Exposition = """
        # HELP http_server_request_duration_seconds Duration of HTTP server requests.
        # TYPE http_server_request_duration_seconds histogram
        http_server_request_duration_seconds_bucket{http_route="/keys/{name}",code="200",le="0.005"} 21
        http_server_request_duration_seconds_bucket{http_route="/keys/{name}",code="200",le="+Inf"} 24 # {trace_id="KOO5S4vxi0o"} 0.67
        http_server_request_duration_seconds_sum{http_route="/keys/{name}",code="200"} 1.5e-1
        # TYPE go_gc_duration_seconds summary
        go_gc_duration_seconds{quantile="0.5"} 2.3445e-05
        # TYPE slipway_cpu_utilization_ratio gauge
        slipway_cpu_utilization_ratio{otel_scope_name="Slipway"} 0.42
        slipway_build_info{version="1.0+05ca9da",path="C:\\a \"quoted\"\nline"} 1
        process_start_time_seconds 1.75e9 1764086400000
        up NaN
        # EOF

        """;

    private const string Bytes = "{}=\"\\,#\n\r\t 0aZé\0+-.eE:_\uD800";

    [Fact]
    public void Parse_OfAHundredThousandMutations_NeverThrowsAndReportsInBounds()
    {
        var random = new Random(Seed);
        var pool = new SeriesPool(500);
        for (var run = 0; run < 100_000; run++)
        {
            var text = Mutate([.. Exposition], random, random.Next(1, 8));
            var format = (ExpositionFormat)(run % 2);

            var read = ExpositionParser.Parse(text, format, pool);

            // Formatted only when it fails: a hundred thousand messages take longer than the parsing.
            if (read.Points.Count + read.FaultCount > text.Count(c => c == '\n') + 2
                || read.Faults.Any(fault => fault.Line < 1 || fault.Reason.Length == 0))
            {
                Assert.Fail($"seed {Seed}, run {run}: {read.Points.Count} points, {read.FaultCount} faults of {text}");
            }
        }
    }

    [Fact]
    public void Parse_OfOneLineDamaged_ReadsAllOthers()
    {
        var random = new Random(Seed);
        var lines = Exposition.Split('\n');
        var whole = ExpositionParser.Parse(Exposition).Points;
        for (var run = 0; run < 5_000; run++)
        {
            var damaged = random.Next(lines.Length);
            var line = Mutate([.. lines[damaged]], random, 3).Replace('\n', ' ');
            string[] text = [.. lines[..damaged], line, .. lines[(damaged + 1)..]];
            var expected = ExpositionParser.Parse(string.Join('\n', lines.Where((_, index) => index != damaged))).Points;

            var read = ExpositionParser.Parse(string.Join('\n', text)).Points;

            read.Count.Should().BeInRange(expected.Count, whole.Count + 1, "seed {0}, run {1}", Seed, run);
            expected.Except(read).Should().BeEmpty("seed {0}, run {1}", Seed, run);
        }
    }

    private static string Mutate(List<char> text, Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var at = random.Next(text.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Insert(at, Bytes[random.Next(Bytes.Length)]);
                    break;
                case 1 when at < text.Count:
                    text[at] = Bytes[random.Next(Bytes.Length)];
                    break;
                case 2 when at < text.Count:
                    text.RemoveRange(at, random.Next(Math.Min(20, text.Count - at) + 1));
                    break;
                case 3:
                    List<char> copy = [.. text.Skip(random.Next(text.Count + 1)).Take(random.Next(40))];
                    text.InsertRange(at, copy);
                    break;
                default:
                    text.RemoveRange(at, random.Next(20) == 0 ? text.Count - at : 0);
                    break;
            }
        }

        return new string([.. text]);
    }
}
