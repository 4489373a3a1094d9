using Monitor.Alerting.Outgoing;
using ServiceDefaults.Settings;

namespace Monitor.Mail;

internal static class MailExtensions
{
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<SmtpOptions>(SmtpOptions.Section);
        builder.Services.AddSingleton<MailServer>().AddSingleton<MailFolder>().AddSingleton<INotifier, MailNotifier>();
    }
}
