using Microsoft.Extensions.Options;
using MimeKit;
using Monitor.Alerting;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;

namespace Monitor.Mail;

/// <summary>Tells by mail: through a server, or on a developer's machine into a folder.</summary>
internal sealed class MailNotifier : INotifier
{
    private readonly IOptions<SmtpOptions> _smtp;
    private readonly IOptions<AlertingOptions> _alerting;
    private readonly MailServer _server;
    private readonly MailFolder _folder;

    public MailNotifier(
        IOptions<SmtpOptions> smtp, IOptions<AlertingOptions> alerting, MailServer server, MailFolder folder, ILogger<MailNotifier> logger)
    {
        (_smtp, _alerting, _server, _folder) = (smtp, alerting, server, folder);
        if (folder.Path is { } path)
        {
            Log.WritesToFolder(logger, path);
        }
        else if (smtp.Value.Recipients.Count == 0)
        {
            Log.NobodyIsMailed(logger);
        }
    }

    public bool Takes(Integration integration) => integration is Integration.Email;

    public async Task<Delivery> DeliverAsync(Integration integration, Notification notification, CancellationToken cancellationToken)
    {
        var named = ((Integration.Email)integration).To;
        var to = named.Count > 0 ? named : _smtp.Value.Recipients;
        if (to.Count == 0)
        {
            if (_folder.Path is null)
            {
                return new Delivery.Nobody("nobody is to be mailed: Smtp:To is empty");
            }

            to = ["developer@localhost"];
        }

        MimeMessage message;
        try
        {
            message = MailComposer.Compose(notification, to, _smtp.Value.From, _alerting.Value.ConsoleAddress?.ToString());
        }
        catch (ParseException e)
        {
            return new Delivery.Refused($"an address is malformed: {e.Message}");
        }

        using (message)
        {
            return _folder.Path is null
                ? await _server.SendAsync(message, cancellationToken)
                : await _folder.WriteAsync(message, notification, cancellationToken);
        }
    }
}
