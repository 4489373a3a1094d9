using System.Security.Cryptography;

namespace Monitor.Mail;

/// <summary>A file that the settings name cannot be read, or does not hold what it should.</summary>
internal sealed class UnreadableFileException(string setting, Exception inner)
    : Exception($"{SmtpOptions.Section}:{setting} cannot be read: {inner.Message}", inner)
{
    public static void Read(string setting, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // These name the file, and nothing that is in it.
            throw new UnreadableFileException(setting, e);
        }
    }
}
