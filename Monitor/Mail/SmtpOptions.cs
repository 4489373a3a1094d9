using System.ComponentModel.DataAnnotations;

namespace Monitor.Mail;

/// <summary>Section <c>Smtp</c>.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>By default 587, 465 with <see cref="MailSecurity.Tls"/>, 25 with <see cref="MailSecurity.Off"/>.</summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>An authority that signed the server's certificate, as a PEM file; by default those of the system.</summary>
    public string? AuthorityFile { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>A file with the password in it, such as a mounted Secret; read anew for every mail.</summary>
    public string? PasswordFile { get; set; }

    public string From { get; set; } = "Slipway <slipway@localhost>";

    /// <summary>Who gets mails of receivers that name nobody; several with commas.</summary>
    public string To { get; set; } = "";

    /// <summary>For each step of the conversation with the server.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Mails are written here as .eml files and not sent. In Development it is <c>.slipway/mails</c> unless said otherwise.</summary>
    public string? Folder { get; set; }

    /// <summary>In Development: sends mails all the same.</summary>
    public bool Deliver { get; set; }

    public int EffectivePort => Port ?? Security switch { MailSecurity.Tls => 465, MailSecurity.Off => 25, _ => 587 };

    public IReadOnlyList<string> Recipients => To.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MimeKit.MailboxAddress.TryParse(From, out _))
        {
            yield return new ValidationResult("An address is expected.", [nameof(From)]);
        }

        foreach (var address in Recipients.Where(address => !MimeKit.MailboxAddress.TryParse(address, out _)))
        {
            yield return new ValidationResult($"'{address}' is no address.", [nameof(To)]);
        }

        if ((Password is not null || PasswordFile is not null) && User is null)
        {
            yield return new ValidationResult("A password needs a user.", [nameof(User)]);
        }

        if (User is not null && Security == MailSecurity.Off)
        {
            yield return new ValidationResult("A password is not sent in clear.", [nameof(User), nameof(Security)]);
        }
    }
}
