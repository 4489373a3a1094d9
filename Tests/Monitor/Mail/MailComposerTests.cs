using MimeKit;
using Monitor.Mail;

namespace Tests.Mail;

public class MailComposerTests
{
    private const string Console = "https://slipway.example/";

    [Fact]
    public void Compose_Firing_NamesAllThatMattersInTextAndHtml()
    {
        using var mail = Compose(Notifications.Firing());

        mail.Subject.Should().Be("[FIRING] HighCpu api-canary-975e84 (api/canary): 93.4 %");
        foreach (var body in new[] { mail.TextBody!, mail.HtmlBody!.Replace("&#x2B;", "+", StringComparison.Ordinal) })
        {
            body.Should().Contain("api-canary-975e84").And.Contain("canary").And.Contain("93.4 %").And.Contain("above 70 %")
                .And.Contain("sha256:2e757d80586205d8e83161b97ce08cfcccfb00245d9d324ddc4eef297bb4a762")
                .And.Contain("2026-11-25 14:00:20 UTC").And.Contain("Succeeded 2026-11-25 13:58:02 UTC").And.Contain(Console);
        }

        mail.Headers["Auto-Submitted"].Should().Be("auto-generated");
        mail.To.Mailboxes.Select(box => box.Address).Should().Equal("a@team.example", "b@team.example");
    }

    [Fact]
    public void Compose_Resolved_AnswersTheFirstOfItsThread()
    {
        using var first = Compose(Notifications.Firing());
        using var last = Compose(Notifications.Resolved());

        first.References.Should().BeEmpty();
        last.InReplyTo.Should().Be(first.MessageId);
        last.References.Should().Equal(first.MessageId);
        last.MessageId.Should().NotBe(first.MessageId);
        last.Subject.Should().Be("[RESOLVED] HighCpu api-canary-975e84 (api/canary)");
        last.TextBody.Should().Contain("2026-11-25 14:02:20 UTC, after 2m");
    }

    [Fact]
    public void Compose_SameNotificationAgain_IsTheSameMail()
    {
        using var first = Compose(Notifications.Resolved());
        using var again = Compose(Notifications.Resolved());

        again.MessageId.Should().Be(first.MessageId);
    }

    [Fact]
    public void Compose_LabelsFromAnywhere_BeginNoHeaderAndNoElement()
    {
        using var mail = Compose(Notifications.Firing("<script>x</script>\r\nBcc: all@team.example"));

        using var stream = new MemoryStream();
        mail.WriteTo(stream);
        stream.Position = 0;
        using var read = MimeMessage.Load(stream);
        read.Bcc.Count.Should().Be(0);
        read.Subject.Should().NotContain("\n");
        read.HtmlBody.Should().NotContain("<script>");
    }

    [Fact]
    public void Compose_SeveralAlerts_CountsThem()
    {
        var notification = Notifications.Firing() with
        {
            Firing = [Notifications.Alert("a", null), Notifications.Alert("b", null)],
            Resolved = [Notifications.Alert("c", Notifications.At)],
        };

        using var mail = Compose(notification);

        mail.Subject.Should().Be("[FIRING:2] HighCpu api/canary");
        mail.TextBody.Should().Contain("Firing: HighCpu").And.Contain("Resolved: HighCpu");
    }

    private static MimeMessage Compose(Monitor.Dispatch.Notification notification) =>
        MailComposer.Compose(notification, ["a@team.example", "b@team.example"], "Slipway <slipway@team.example>", Console);
}
