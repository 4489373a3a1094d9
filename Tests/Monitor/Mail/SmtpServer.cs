using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using Tests.Tools;

namespace Tests.Mail;

/// <summary>A real mail server, Python's aiosmtpd, in a process of its own.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SmtpServer(Process process, DirectoryInfo folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    public string Authority => Path.Combine(_folder.FullName, "authority.pem");

    /// <param name="mode">starttls (with authentication), tls or plain.</param>
    public static async Task<SmtpServer> StartAsync(string mode = "starttls", int port = 0)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-smtp");
        var key = WriteCertificate(folder.FullName);
        var start = new ProcessStartInfo(Tool.Get("python3"))
        {
            // Debian's python3, for which aiosmtpd is packaged; another may stand before it in the path.
            FileName = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : Tool.Get("python3"),
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.py"), folder.FullName,
                Path.Combine(folder.FullName, "authority.pem"), key, mode, port.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return int.TryParse(line, CultureInfo.InvariantCulture, out var given)
            ? new SmtpServer(process, folder, given)
            : throw new InvalidOperationException($"the mail server did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public IReadOnlyList<MimeMessage> Mails => [.. Directory.GetFiles(_folder.FullName, "*.eml").Select(file => MimeMessage.Load(file))];

    /// <summary>From now on it takes what it put off.</summary>
    public void TakeAll() => File.WriteAllText(Path.Combine(_folder.FullName, "now"), "");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "authority.pem"), certificate.ExportCertificatePem());
        var path = Path.Combine(folder, "key.pem");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
