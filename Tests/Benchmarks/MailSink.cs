using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>A real mail server in clear, and when each mail came.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private MailSink(Process process, DirectoryInfo folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<MailSink> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-mails");
        var process = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.py"), folder.FullName, "-", "-", "plain", "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        return new MailSink(process, folder, port);
    }

    /// <summary>When the first mail with these texts came; null when none has.</summary>
    public DateTime? ArrivedAt(string sender, string target) => _folder.GetFiles("*.eml")
        .Where(file => Contains(file.FullName, sender, $"{target} ", $"{target}\n", $"{target}\r"))
        .Select(file => (DateTime?)file.LastWriteTimeUtc)
        .Min();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool Contains(string file, string sender, params string[] targets)
    {
        var text = File.ReadAllText(file);
        return text.Contains($"From: {sender}", StringComparison.OrdinalIgnoreCase)
            && targets.Any(target => text.Contains(target, StringComparison.Ordinal));
    }
}
