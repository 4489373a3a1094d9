using System.Globalization;
using ServiceDefaults.Access;
using Tests.Mail;
using Tests.Tools;

namespace Benchmarks;

/// <summary>From a target's CPU going up to the mail about it, beside Debian's Prometheus with its Alertmanager on the same targets.</summary>
internal static class AlertsBenchmark
{
    private const int Flips = 20;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}: {Flips} staggered flips, seconds from the flip to the mail");
        await MeasureAsync("intervals of 1 s", isQuick: true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40));
        await MeasureAsync("defaults", isQuick: false, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(180));
    }

    private static async Task MeasureAsync(string name, bool isQuick, TimeSpan between, TimeSpan limit)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-alerts");
        await using var targets = await SimulatedTargets.StartAsync(Flips, 10);
        await using var mails = await SmtpServer.StartAsync("plain");
        await using var monitor = await StartMonitorAsync(folder.FullName, targets, mails, isQuick);
        await using var alertmanager = await StartAlertmanagerAsync(folder.FullName, mails, isQuick);
        await using var prometheus = await StartPrometheusAsync(folder.FullName, targets, alertmanager, isQuick);
        // Everybody has found and scraped all targets by then.
        await Task.Delay(isQuick ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(70));

        var flips = new DateTime[Flips];
        for (var flip = 0; flip < Flips; flip++)
        {
            flips[flip] = DateTime.UtcNow;
            targets.TurnUp(flip);
            await Task.Delay(between * (0.5 + (flip * 0.618 % 1)));
        }

        var end = DateTime.UtcNow + limit;
        var (ours, theirs) = (new double?[Flips], new double?[Flips]);
        while (DateTime.UtcNow < end && (ours.Contains(null) || theirs.Contains(null)))
        {
            await Task.Delay(500);
            for (var flip = 0; flip < Flips; flip++)
            {
                ours[flip] ??= Seconds("slipway@", flip);
                theirs[flip] ??= Seconds("alertmanager@", flip);
            }
        }

        Console.WriteLine(name);
        Print("Slipway's Monitor", ours);
        Print("Prometheus and Alertmanager", theirs);
        if (ours.Any(value => value is not null) && theirs.Any(value => value is not null))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio of the medians {Median(ours) / Median(theirs):0.00}"));
        }

        folder.Delete(recursive: true);

        double? Seconds(string sender, int flip) =>
            ArrivedAt(mails, sender, SimulatedTargets.Name(flip)) is { } at ? (at - flips[flip]).TotalSeconds : null;
    }

    private static Task<ServerProcess> StartMonitorAsync(string folder, SimulatedTargets targets, SmtpServer mails, bool isQuick)
    {
        var plan = Path.Combine(folder, "alerting.yaml");
        File.WriteAllText(plan, $$"""
            rules: [{ alert: HighCpu, expr: slipway_cpu_utilization_ratio * 100, unit: percent, above: 70, clear: 60, for: 0s }]
            route: { receiver: mail{{(isQuick ? ", group_wait: 0s" : "")}} }
            receivers: [{ name: mail, email_configs: [{ to: team@team.test }] }]
            """);
        return ServerProcess.DotNetAsync(typeof(Monitor.MonitorAssembly).Assembly.Location, address =>
        [
            $"--urls={address}",
            $"--Discovery:Address=http://{targets.Authority}/sd",
            $"--Alerting:File={plan}",
            "--Smtp:Security=Off",
            $"--Smtp:Port={mails.Port}",
            "--Smtp:Host=127.0.0.1",
            "--Smtp:From=slipway@team.test",
            .. isQuick ? ["--Scrape:Interval=00:00:01", "--Scrape:Timeout=00:00:01"] : Array.Empty<string>(),
            .. Access,
        ]);
    }

    /// <summary>Outside Development it serves only when somebody could ask.</summary>
    internal static IEnumerable<string> Access =>
    [
        $"--Access:Tokens:benchmark:Hash={Tokens.HashOf("a-token-that-nobody-asks-with-in-benchmarks")}", "--Access:Tokens:benchmark:Role=viewer",
    ];

    private static Task<ServerProcess> StartAlertmanagerAsync(string folder, SmtpServer mails, bool isQuick) =>
        AlertmanagerProcess.StartAsync(Path.Combine(folder, "alertmanager"), $$"""
            global: { smtp_smarthost: "127.0.0.1:{{mails.Port}}", smtp_from: alertmanager@team.test, smtp_require_tls: false }
            route: { receiver: mail, group_by: [alertname, instance]{{(isQuick ? ", group_wait: 0s" : "")}} }
            receivers:
              - name: mail
                email_configs: [{ to: team@team.test }]
            """);

    private static async Task<ServerProcess> StartPrometheusAsync(
        string folder, SimulatedTargets targets, ServerProcess alertmanager, bool isQuick)
    {
        var rules = Path.Combine(folder, "rules.yml");
        await File.WriteAllTextAsync(rules, """
            groups:
              - name: cpu
                rules: [{ alert: HighCpu, expr: slipway_cpu_utilization_ratio * 100 > 70 }]
            """);
        return await PrometheusProcess.StartAsync(Path.Combine(folder, "prometheus"), $$"""
            {{(isQuick ? "global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }" : "")}}
            rule_files: [{{rules}}]
            scrape_configs:
              - job_name: simulated
                http_sd_configs: [{ url: "http://{{targets.Authority}}/sd" }]
            alerting:
              alertmanagers: [{ static_configs: [{ targets: ["{{alertmanager.Address.Authority}}"] }] }]
            """);
    }

    /// <summary>When the first mail with these texts came; null when none has.</summary>
    private static DateTime? ArrivedAt(SmtpServer mails, string sender, string target) => mails.Folder.GetFiles("*.eml")
        .Where(file => Contains(file.FullName, sender, $"{target} ", $"{target}\n", $"{target}\r"))
        .Select(file => (DateTime?)file.LastWriteTimeUtc)
        .Min();

    private static bool Contains(string file, string sender, params string[] targets)
    {
        var text = File.ReadAllText(file);
        return text.Contains($"From: {sender}", StringComparison.OrdinalIgnoreCase)
            && targets.Any(target => text.Contains(target, StringComparison.Ordinal));
    }

    private static void Print(string name, double?[] seconds)
    {
        double[] known = [.. seconds.OfType<double>().Order()];
        Console.WriteLine(known.Length == 0
            ? $"  {name,-30} no mail"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-30} {known.Length} mails  min {known[0]:0.00}  median {known[known.Length / 2]:0.00}  max {known[^1]:0.00}"));
    }

    private static double Median(double?[] seconds)
    {
        double[] known = [.. seconds.OfType<double>().Order()];
        return known[known.Length / 2];
    }
}
