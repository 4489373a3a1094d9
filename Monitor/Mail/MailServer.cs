using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Monitor.Alerting.Outgoing;

namespace Monitor.Mail;

/// <summary>Hands mails to a server, one connection for each.</summary>
internal sealed class MailServer(IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailServer> logger)
{
    // Connecting, greeting, authentication, sending: each has its own limit, and this is that of all; a claim lasts longer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(35);

    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new AllRecipientsClient { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        try
        {
            Trust(client);
            await client.ConnectAsync(options.Value.Host, options.Value.EffectivePort, SecurityOf(options.Value.Security), either.Token);
            if (options.Value.User is { } user)
            {
                await client.AuthenticateAsync(user, ReadPassword(), either.Token);
            }

            var answer = await client.SendAsync(message, either.Token);
            foreach (var (address, reason) in client.Refused)
            {
                Log.RecipientRefused(logger, address, reason);
            }

            await QuitAsync(client, either.Token);
            return new Delivery.Done(client.Refused.Count == 0
                ? answer.Trim()
                : $"{answer.Trim()}; not to {string.Join(", ", client.Refused.Select(refused => $"{refused.Address} ({refused.Reason})"))}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Later($"{Server} did not answer within {Limit.TotalSeconds} s");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Judge(e, client.IsConnected);
        }
    }

    private string Server => $"{options.Value.Host}:{options.Value.EffectivePort}";

    /// <summary>
    /// Only what a server says of this mail is for good. What is wrong with the way there, somebody will mend; what nobody foresaw
    /// too, and until then the outbox shows its text.
    /// </summary>
    private Delivery Judge(Exception exception, bool isConnected) => exception switch
    {
        UnreadableFileException e => new Delivery.Later(e.Message),
        ServiceNotAuthenticatedException e => new Delivery.Later(
            $"{Server} answered 530 {e.Message}; it may ask for Smtp:User with Smtp:Password or Smtp:PasswordFile, or for another Smtp:Security"),
        SmtpCommandException { ErrorCode: not SmtpErrorCode.UnexpectedStatusCode } e when (int)e.StatusCode >= 500 =>
            new Delivery.Refused($"{Server} answered {(int)e.StatusCode} {e.Message}"),
        SmtpCommandException e => new Delivery.Later($"{Server} answered {(int)e.StatusCode} {e.Message}"),
        SmtpProtocolException e => new Delivery.Later($"{Server} broke off: {e.Message}"),
        MailKit.Security.AuthenticationException => new Delivery.Later($"{Server} did not accept user and password"),
        NotSupportedException when options.Value.Security == MailSecurity.StartTls && !isConnected => new Delivery.Later(
            $"{Server} does not offer STARTTLS; Smtp:Security = 'Tls' or, on the same machine, 'Off' may be meant"),
        SslHandshakeException or System.Security.Authentication.AuthenticationException =>
            new Delivery.Later($"no encrypted connection to {Server}: {exception.Message.Split('\n')[0].Trim()}"),
        SocketException or IOException or ServiceNotConnectedException or TimeoutException or NotSupportedException =>
            new Delivery.Later($"{Server}: {exception.Message}"),
        _ => new Delivery.Later($"{Server}: {exception.GetType().Name}: {exception.Message}"),
    };

    private void Trust(SmtpClient client)
    {
        if (options.Value.AuthorityFile is not { Length: > 0 } file)
        {
            return;
        }

        // Freed with the process: the callback needs them for as long as the connection lives.
        var authorities = new X509Certificate2Collection();
        UnreadableFileException.Read(nameof(SmtpOptions.AuthorityFile), () => authorities.ImportFromPemFile(file));
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return !errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch)
                && certificate is X509Certificate2 given && chain.Build(given);
        };
    }

    private string ReadPassword()
    {
        var password = options.Value.Password ?? "";
        if (options.Value.PasswordFile is { } file)
        {
            UnreadableFileException.Read(
                nameof(SmtpOptions.PasswordFile), () => password = File.ReadAllText(file).TrimEnd('\r', '\n'));
        }

        return password;
    }

    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception)
        {
            // The mail is accepted. However the server says goodbye, it must not look as if it had to be sent again.
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.Off => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
