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

/// <summary>How letters leave (configuration section <c>Mail</c>).</summary>
public sealed class MailOptions : RelayOptions
{
    /// <summary>Default: folder.</summary>
    public MailTransport Transport { get; set; } = MailTransport.Folder;

    /// <summary>Where <c>.eml</c> files go; a relative path is taken from the program's folder. Default <c>data/mail</c>.</summary>
    [Required]
    public string Folder { get; set; } = "data/mail";

    /// <summary>Sender of every letter.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "referrals@site.example";

    /// <summary>
    /// A PKCS #12 file with the key that signs letters which are encrypted, so that a service sees whom they are from, or null. Its
    /// certificate should be for <see cref="From"/>. With a certificate that has ended, letters go unsigned.
    /// </summary>
    public string? SigningCertificate { get; set; }

    /// <summary>Password of <see cref="SigningCertificate"/>; give it as an environment variable.</summary>
    public string? SigningPassword { get; set; }

    /// <inheritdoc/>
    protected override string Section => "Mail";

    /// <inheritdoc/>
    protected override bool Used => Transport == MailTransport.Smtp;

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SigningCertificate is not null && !Smime.CanSign(SigningCertificate, SigningPassword))
            yield return new ValidationResult($"Mail:SigningCertificate should name a PKCS #12 file with a certificate and its RSA key, opened by Mail:SigningPassword; '{SigningCertificate}' isn't.");
        if (Used && string.IsNullOrWhiteSpace(Host)) yield return new ValidationResult("Mail:Transport is Smtp, so Mail:Host must name the mail server.");
        foreach (var fault in base.Validate(validationContext)) yield return fault;
    }
}
