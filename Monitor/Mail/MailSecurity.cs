namespace Monitor.Mail;

/// <summary>How the connection to the mail server is kept from others' eyes.</summary>
internal enum MailSecurity
{
    /// <summary>Begun in clear and encrypted before anything is said; a server that does not offer that is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not at all: for a relay on the same machine.</summary>
    Off,
}
