using System.Text;
using Monitor.Dispatch;

namespace Monitor.Mail;

internal static class MailText
{
    public static string Write(Notification notification, string? console)
    {
        var text = new StringBuilder();
        Section("Firing", notification.Firing);
        Section("Resolved", notification.Resolved);
        if (console is not null)
        {
            text.Append("Console: ").Append(console).Append('\n');
        }

        return text.ToString();

        void Section(string title, IReadOnlyList<Alert> alerts)
        {
            foreach (var alert in alerts)
            {
                text.Append(title).Append(": ").Append(alert.Name).Append('\n').Append(AlertFacts.SummaryOf(alert)).Append("\n\n");
                foreach (var (name, value) in AlertFacts.Of(alert, notification.At))
                {
                    text.Append("  ").Append($"{name}:".PadRight(14)).Append(value).Append('\n');
                }

                text.Append('\n');
            }
        }
    }
}
