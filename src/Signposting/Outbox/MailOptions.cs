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

    /// <inheritdoc/>
    protected override string Section => "Mail";

    /// <inheritdoc/>
    protected override bool Used => Transport == MailTransport.Smtp;

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Used && string.IsNullOrWhiteSpace(Host)) yield return new ValidationResult("Mail:Transport is Smtp, so Mail:Host must name the mail server.");
        foreach (var fault in base.Validate(validationContext)) yield return fault;
    }
}
