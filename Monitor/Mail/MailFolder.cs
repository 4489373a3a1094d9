using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;
using ServiceDefaults.Settings;

namespace Monitor.Mail;

/// <summary>Writes mails as .eml files, which every mail program opens. A mail that is written twice is one file.</summary>
internal sealed class MailFolder(IOptions<SmtpOptions> options, IHostEnvironment environment)
{
    private const int MaxFiles = 500;

    /// <summary>Null where mails are sent.</summary>
    public string? Path { get; } = options.Value.Folder
        ?? (environment.IsDevelopment() && !options.Value.Deliver ? System.IO.Path.Combine(StateFolder.Nearest(), "mails") : null);

    public async Task<Delivery> WriteAsync(MimeMessage message, Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path!);
            var time = notification.At.ToUniversalTime().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            var file = System.IO.Path.Combine(Path!, $"{time}-{notification.Id[..12]}.eml");
            var unfinished = $"{file}.tmp";
            await using (var stream = File.Create(unfinished))
            {
                await message.WriteToAsync(stream, cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
            foreach (var old in Directory.GetFiles(Path!, "*.eml").Order(StringComparer.Ordinal).SkipLast(MaxFiles))
            {
                File.Delete(old);
            }

            return new Delivery.Done(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Later(e.Message);
        }
    }
}
