using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Api.Home;

/// <summary>One page, nothing loaded from anywhere; the policy allows just its own style.</summary>
internal static class HomePage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a404c); --dim: light-dark(#5a6372, #a5adba) }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem }
        h1 { font-size: 1.5rem; margin: 0 0 1.5rem; display: flex; gap: .75rem; align-items: center; flex-wrap: wrap }
        .track { font-size: .875rem; font-weight: 600; padding: .1rem .75rem; border-radius: 1rem; color: #fff;
                 background: #47506b }
        .track.stable { background: #1b6b3a }
        .track.canary { background: #8a4b00 }
        dl { display: grid; grid-template-columns: max-content 1fr; margin: 0; border-top: 1px solid var(--line) }
        dt, dd { margin: 0; padding: .6rem 0; border-bottom: 1px solid var(--line) }
        dt { color: var(--dim); padding-right: 2rem }
        dd { font-family: ui-monospace, monospace; font-size: .9rem; overflow-wrap: anywhere; align-content: center }
        nav { margin-top: 1.5rem; display: flex; gap: 1.25rem }
        """;

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(InstanceAnswer answer) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(answer.Service)} {Text(answer.Track)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Text(answer.Service)}{Track(answer.Track)}</h1>
        <dl>
        {Row("Version", answer.Version)}
        {Row("Image", answer.Image)}
        {Row("Digest", answer.Digest)}
        {Row("Instance", answer.Instance)}
        </dl>
        <nav aria-label="More"><a href="/keys">Recent keys</a><a href="/health/ready">Readiness</a></nav>
        </main>
        </body>
        </html>
        """;

    private static string Track(string track) =>
        track.Length == 0 ? "" : $""" <span class="track {Text(track)}">{Text(track)}</span>""";

    private static string Row(string name, string value) =>
        $"<dt>{name}</dt><dd>{(value.Length == 0 ? "none" : Text(value))}</dd>";

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
