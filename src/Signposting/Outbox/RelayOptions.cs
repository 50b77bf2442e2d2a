using System.ComponentModel.DataAnnotations;

namespace Signposting.Outbox;

/// <summary>How the connection to a mail server is protected. There is no unprotected way.</summary>
public enum MailSecurity
{
    /// <summary>Begins in clear and must be raised to TLS before anything is said (RFC 3207), usually port 587.</summary>
    StartTls,
    /// <summary>TLS from the first byte (RFC 8314), usually port 465.</summary>
    Tls,
}

/// <summary>A mail server that takes mail from us, and how we sign in there.</summary>
public abstract class RelayOptions : IValidatableObject
{
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

    /// <summary>Name with which we greet the server. Default: the domain of the sender.</summary>
    public string? HelloName { get; set; }

    /// <summary>A PEM file of authorities to trust in place of the machine's, or null.</summary>
    public string? CaFile { get; set; }

    /// <summary>How long one command may take. Default 30 s; from 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The configuration section, for messages.</summary>
    protected abstract string Section { get; }

    /// <summary>Whether letters go this way at all.</summary>
    protected abstract bool Used { get; }

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Used) yield break;
        if (string.IsNullOrWhiteSpace(User) || string.IsNullOrEmpty(Password))
            yield return new ValidationResult($"Letters go by a mail server, so {Section}:User and {Section}:Password must be given.");
        if (CaFile is not null && !File.Exists(CaFile)) yield return new ValidationResult($"{Section}:CaFile names '{CaFile}', which doesn't exist.");
    }
}
