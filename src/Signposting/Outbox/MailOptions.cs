using System.ComponentModel.DataAnnotations;

namespace Signposting.Outbox;

/// <summary>How letters leave.</summary>
public enum MailTransport
{
    /// <summary>Written as <c>.eml</c> files: for trying the site out, and for tests.</summary>
    Folder,
    /// <summary>To a mail server.</summary>
    Smtp,
}

/// <summary>How the connection to the mail server is protected. There is no unprotected way.</summary>
public enum MailSecurity
{
    /// <summary>Begins in clear and must be raised to TLS before anything is said (RFC 3207), usually port 587.</summary>
    StartTls,
    /// <summary>TLS from the first byte (RFC 8314), usually port 465.</summary>
    Tls,
}

/// <summary>How letters leave (configuration section <c>Mail</c>).</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Default: folder.</summary>
    public MailTransport Transport { get; set; } = MailTransport.Folder;

    /// <summary>Where <c>.eml</c> files go; a relative path is taken from the program's folder. Default <c>data/mail</c>.</summary>
    [Required]
    public string Folder { get; set; } = "data/mail";

    /// <summary>Sender of every letter.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "referrals@site.example";

    /// <summary>Mail server.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. Default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Default: STARTTLS, required.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>User name at the mail server. Required.</summary>
    public string? User { get; set; }

    /// <summary>Password. Required; give it as an environment variable (<c>Mail__Password</c>) or a secret file, not in a settings file.</summary>
    public string? Password { get; set; }

    /// <summary>Name with which we greet the server. Default: the domain of <see cref="From"/>.</summary>
    public string? HelloName { get; set; }

    /// <summary>A PEM file of authorities to trust in place of the machine's, or null.</summary>
    public string? CaFile { get; set; }

    /// <summary>
    /// A PKCS #12 file with the key that signs letters which are encrypted, so that a service sees whom they are from, or null. Its
    /// certificate should be for <see cref="From"/>. With a certificate that has ended, letters go unsigned.
    /// </summary>
    public string? SigningCertificate { get; set; }

    /// <summary>Password of <see cref="SigningCertificate"/>; give it as an environment variable.</summary>
    public string? SigningPassword { get; set; }

    /// <summary>How long one command may take. Default 30 s; from 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SigningCertificate is not null && !Smime.CanSign(SigningCertificate, SigningPassword))
            yield return new ValidationResult($"Mail:SigningCertificate should name a PKCS #12 file with a certificate and its RSA key, opened by Mail:SigningPassword; '{SigningCertificate}' isn't.");
        if (Transport != MailTransport.Smtp) yield break;
        if (string.IsNullOrWhiteSpace(Host)) yield return new ValidationResult("Mail:Transport is Smtp, so Mail:Host must name the mail server.");
        if (string.IsNullOrWhiteSpace(User) || string.IsNullOrEmpty(Password))
            yield return new ValidationResult("Mail:Transport is Smtp, so Mail:User and Mail:Password must be given.");
        if (CaFile is not null && !File.Exists(CaFile)) yield return new ValidationResult($"Mail:CaFile names '{CaFile}', which doesn't exist.");
    }
}
