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
    private const string Loopback = "127.0.0.1";
    private readonly StartedProcess _process;

    private SmtpServer(StartedProcess process, DirectoryInfo folder) => (_process, Folder) = (process, folder);

    /// <summary>With a file for each mail.</summary>
    public DirectoryInfo Folder { get; }

    public int Port { get; private set; }

    public string Authority => Path.Combine(Folder.FullName, "authority.pem");

    /// <param name="mode">starttls (with authentication), tls or plain.</param>
    /// <param name="host">Where it listens: an address of this machine.</param>
    public static async Task<SmtpServer> StartAsync(string mode = "starttls", string host = Loopback)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-smtp");
        var key = WriteCertificate(folder.FullName, host);
        // Debian's python3, for which aiosmtpd is packaged; another may stand before it in the path.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : Tool.Get("python3");
        var process = new StartedProcess(python,
        [
            Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.py"), folder.FullName,
            Path.Combine(folder.FullName, "authority.pem"), key, mode, host,
        ]);
        var server = new SmtpServer(process, folder);
        await process.StartedAsync(() =>
        {
            // It says its port, and nothing else.
            server.Port = process.Lines
                .Select(line => int.TryParse(line, CultureInfo.InvariantCulture, out var port) ? port : 0).DefaultIfEmpty().Max();
            return Task.FromResult(server.Port > 0);
        });
        return server;
    }

    public IReadOnlyList<MimeMessage> Mails => [.. Directory.GetFiles(Folder.FullName, "*.eml").Select(file => MimeMessage.Load(file))];

    /// <summary>From now on it takes what it put off.</summary>
    public void TakeAll() => File.WriteAllText(Path.Combine(Folder.FullName, "now"), "");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    private static string WriteCertificate(string folder, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Parse(host));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "authority.pem"), certificate.ExportCertificatePem());
        var path = Path.Combine(folder, "key.pem");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
