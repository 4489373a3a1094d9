using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Monitor.Endpoints;

/// <summary>The list for people. It loads itself anew, and nothing from anywhere else.</summary>
internal static class InstancePage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a404c); --dim: light-dark(#5a6372, #a5adba);
                --bad: light-dark(#a3182a, #ff8a94); --good: light-dark(#1b6b3a, #6fd08c) }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1.25rem }
        h1 { font-size: 1.5rem }
        .fault { border-left: .25rem solid var(--bad); padding-left: .75rem }
        .table { overflow-x: auto }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
        caption { text-align: left; color: var(--dim); padding-bottom: .5rem }
        th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line);
                 vertical-align: top }
        thead th { color: var(--dim); font-weight: 600 }
        th.name { white-space: nowrap }
        td.number, th.number { text-align: right; white-space: nowrap }
        code { font-family: ui-monospace, monospace; font-size: .875rem }
        .up { color: var(--good) }
        .down { color: var(--bad) }
        """;

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(InstanceList list, DateTimeOffset now) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>Instances - Monitor</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>Instances</h1>
        {Fault(list)}
        <div class="table" tabindex="0" role="region" aria-label="Instances">
        <table>
        <caption>{Caption(list)}; as of {now:HH:mm:ss} UTC.</caption>
        <thead><tr><th scope="col">Instance</th><th scope="col">Service</th><th scope="col">Track</th>
        <th scope="col">State</th><th scope="col" class="number">CPU</th>
        <th scope="col" class="number">Memory available</th><th scope="col">Version</th><th scope="col">Image</th>
        <th scope="col" class="number">Age</th></tr></thead>
        <tbody>
        {string.Join('\n', list.Instances.Select(Row))}
        </tbody>
        </table>
        </div>
        </main>
        </body>
        </html>
        """;

    private static string Caption(InstanceList list) =>
        $"{list.Instances.Count} watched, {list.Instances.Count(report => report.Up == true)} up";

    private static string Fault(InstanceList list) => list.DiscoveryError is { } error
        ? $"""<p class="fault" role="status">Discovery failed, these are the last known instances: {Text(error)}</p>"""
        : "";

    private static string Row(InstanceReport report) => $"""
        <tr><th scope="row" class="name">{Text(report.Instance)}</th><td>{Text(report.Service)}</td><td>{Text(report.Track)}</td>
        <td>{State(report)}</td><td class="number">{Cpu(report)}</td><td class="number">{Memory(report)}</td>
        <td>{Text(ShortVersion(report.Version))}</td><td>{Text(report.Image)}<br><code>{Text(Short(report.Digest))}</code></td>
        <td class="number">{TimeSpan.FromSeconds(Math.Floor(report.AgeSeconds)):g}</td></tr>
        """;

    private static string State(InstanceReport report) => report.Up switch
    {
        null => "not scraped yet",
        true when report.SkippedLines > 0 => $"""<span class="up">up</span>, {report.SkippedLines} lines skipped""",
        true => """<span class="up">up</span>""",
        false => $"""<span class="down">down</span>: {Text(report.Error ?? "")}""",
    };

    private static string Cpu(InstanceReport report) => report.CpuRatio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"""
            <meter min="0" max="1" high="0.7" optimum="0" value="{ratio:0.###}">{ratio:P0}</meter>
            {report.CpuPercent:0} % of {report.CpuLimitCores:0.##}
            """)
        : "";

    private static string Memory(InstanceReport report) =>
        report is { MemoryAvailableBytes: { } available, MemoryLimitBytes: { } limit }
            ? string.Create(CultureInfo.InvariantCulture, $"{Mebibytes(available):N0} of {Mebibytes(limit):N0} MiB")
            : "";

    private static double Mebibytes(long bytes) => bytes / (1024.0 * 1024);

    /// <summary>As much of a digest as people compare.</summary>
    // Of the commit behind the plus sign, what git shows.
    private static string ShortVersion(string? version) =>
        version?.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && version.Length > plus + 8
            ? version[..(plus + 8)]
            : version ?? "";

    private static string Short(string digest) => digest.Length > 19 ? digest[..19] : digest;

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
