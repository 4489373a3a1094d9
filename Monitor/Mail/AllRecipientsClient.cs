using MailKit.Net.Smtp;
using MimeKit;

namespace Monitor.Mail;

/// <summary>
/// Sends to those recipients that the server takes, where it refuses others for good; one refused for now holds up all, so that
/// nobody gets a mail twice.
/// </summary>
internal sealed class AllRecipientsClient : SmtpClient
{
    private readonly List<(string Address, string Reason)> _refused = [];

    public IReadOnlyList<(string Address, string Reason)> Refused => _refused;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if ((int)response.StatusCode < 500)
        {
            base.OnRecipientNotAccepted(message, mailbox, response);
        }

        _refused.Add((mailbox.Address, $"{(int)response.StatusCode} {response.Response}"));
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new SmtpCommandException(
        SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, string.Join("; ", _refused.Select(refused => $"{refused.Address}: {refused.Reason}")));
}
