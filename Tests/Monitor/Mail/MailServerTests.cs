using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerting.Outgoing;
using Monitor.Mail;
using Tests.Tools;

namespace Tests.Mail;

public class MailServerTests
{
    [ToolFact("aiosmtpd")]
    public async Task SendAsync_StartTlsWithPassword_IsTakenEncryptedAndByName()
    {
        await using var smtp = await SmtpServer.StartAsync();

        var delivery = await SendAsync(smtp, Options(smtp), "a@team.test", "b@team.test");

        delivery.Should().BeOfType<Delivery.Done>();
        var mail = smtp.Mails.Single();
        mail.Headers["X-Tls"].Should().Be("True");
        mail.Headers["X-User"].Should().Be("monitor");
        mail.Headers["X-Rcpt"].Should().Be("a@team.test,b@team.test");
        mail.HtmlBody.Should().Contain("api-canary-975e84");
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_TlsFromTheFirstByte_IsTaken()
    {
        await using var smtp = await SmtpServer.StartAsync("tls");
        var options = Options(smtp);
        (options.Security, options.User) = (MailSecurity.Tls, null);

        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Done>();

        smtp.Mails.Should().ContainSingle();
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_ServerWithoutStartTls_IsPutOffUnlessSecurityIsOff()
    {
        await using var smtp = await SmtpServer.StartAsync("plain");
        var options = Options(smtp);
        options.User = null;

        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().Contain("does not offer STARTTLS");
        smtp.Mails.Should().BeEmpty();

        options.Security = MailSecurity.Off;
        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Done>();
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_CertificateOfNobodyKnown_IsPutOff()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var options = Options(smtp);
        options.AuthorityFile = null;

        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith("no encrypted connection to localhost:");
        smtp.Mails.Should().BeEmpty();
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_WrongPassword_IsPutOffAndDoesNotSayIt()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var options = Options(smtp);
        options.Password = "wrong-and-secret";

        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().Be($"localhost:{smtp.Port} did not accept user and password");
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_ServerWantsAPassword_IsPutOffAndSaysWhatToSet()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var options = Options(smtp);
        (options.User, options.Password) = (null, null);

        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith($"localhost:{smtp.Port} answered 530").And.Contain("Smtp:User");
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_FilesThatCannotBeRead_IsPutOffAndSaysWhich()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var options = Options(smtp);
        options.PasswordFile = Path.Combine(smtp.Folder.FullName, "none");
        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith("Smtp:PasswordFile cannot be read: ").And.Contain("none");

        options.PasswordFile = null;
        options.AuthorityFile = Path.Combine(smtp.Folder.FullName, "broken.pem");
        await File.WriteAllTextAsync(options.AuthorityFile, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        (await SendAsync(smtp, options, "a@team.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().StartWith("Smtp:AuthorityFile cannot be read: ");
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_SomeRefusedForGood_ReachesTheOthersAndSaysWhom()
    {
        await using var smtp = await SmtpServer.StartAsync();

        (await SendAsync(smtp, Options(smtp), "gone@refused.test", "a@team.test")).Should().BeOfType<Delivery.Done>()
            .Which.Note.Should().Contain("not to gone@refused.test (550 5.1.1 no such user)");
        smtp.Mails.Single().Headers["X-Rcpt"].Should().Be("a@team.test");

        (await SendAsync(smtp, Options(smtp), "gone@refused.test")).Should().BeOfType<Delivery.Refused>()
            .Which.Reason.Should().Contain("550");
    }

    [ToolFact("aiosmtpd")]
    public async Task SendAsync_OneRefusedForNow_PutsOffAllAndNobodyGetsItTwice()
    {
        await using var smtp = await SmtpServer.StartAsync();

        (await SendAsync(smtp, Options(smtp), "a@team.test", "busy@later.test")).Should().BeOfType<Delivery.Later>()
            .Which.Reason.Should().Contain("451");
        smtp.Mails.Should().BeEmpty();

        smtp.TakeAll();
        (await SendAsync(smtp, Options(smtp), "a@team.test", "busy@later.test")).Should().BeOfType<Delivery.Done>();
        smtp.Mails.Single().Headers["X-Rcpt"].Should().Be("a@team.test,busy@later.test");
    }

    [Fact]
    public async Task SendAsync_NobodyThere_IsPutOff()
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = 1 };

        (await SendAsync(options, "a@team.test")).Should().BeOfType<Delivery.Later>().Which.Reason.Should().StartWith("127.0.0.1:1");
    }

    private static SmtpOptions Options(SmtpServer smtp) => new()
    {
        Host = "localhost",
        Port = smtp.Port,
        AuthorityFile = smtp.Authority,
        User = "monitor",
        Password = "right",
        From = "slipway@team.test",
    };

    private static Task<Delivery> SendAsync(SmtpServer smtp, SmtpOptions options, params string[] to)
    {
        options.Port = smtp.Port;
        return SendAsync(options, to);
    }

    private static async Task<Delivery> SendAsync(SmtpOptions options, params string[] to)
    {
        using var mail = MailComposer.Compose(Notifications.Firing(), to, options.From, null);
        return await new MailServer(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System, NullLogger<MailServer>.Instance)
            .SendAsync(mail, CancellationToken.None);
    }
}
