using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>A certificate that letters are encrypted for, good in everything but perhaps its dates: the calendar must not stop a site.</summary>
/// <param name="File">Its name in <c>content/certificates</c>.</param>
/// <param name="Certificate">The certificate; its key is the service's and never here.</param>
public sealed record MailCertificate(string File, X509Certificate2 Certificate)
{
    private const string ForMail = "1.3.6.1.5.5.7.3.4";
    private const string ForAnything = "2.5.29.37.0";

    /// <summary>How long before the end operators are warned.</summary>
    private static readonly TimeSpan WarnedBefore = TimeSpan.FromDays(30);

    /// <summary>From when it can be used.</summary>
    public DateTimeOffset From => Certificate.NotBefore.ToUniversalTime();

    /// <summary>Until when.</summary>
    public DateTimeOffset Until => Certificate.NotAfter.ToUniversalTime();

    /// <summary>Whether a letter may be encrypted for it now.</summary>
    public bool IsGood(DateTimeOffset now) => now >= From && now <= Until;

    /// <summary>Whether it is still good and soon won't be.</summary>
    public bool EndsSoon(DateTimeOffset now) => IsGood(now) && Until - now < WarnedBefore;

    /// <summary>Reads a PEM file and checks that mail programs can work with it; null if it can't be used.</summary>
    /// <param name="contentFolder">The folder <c>content</c>.</param>
    /// <param name="name">A file name in <c>certificates</c>.</param>
    /// <param name="mailbox">Whose it should be.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="faults">Where faults go.</param>
    internal static MailCertificate? Read(string contentFolder, string name, string mailbox, Place at, Faults faults)
    {
        MailCertificate? Fault(string message)
        {
            faults.Add(at, message);
            return null;
        }

        var path = Path.Combine(contentFolder, "certificates", name);
        if (name != Path.GetFileName(name)) return Fault($"'{name}' should be the name of a file in content/certificates, without a folder.");
        if (!System.IO.File.Exists(path)) return Fault($"The file content/certificates/{name} doesn't exist. Put the service's certificate there, as PEM, or correct the name.");
        var pem = System.IO.File.ReadAllText(path);
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return Fault($"content/certificates/{name} holds a private key, which nobody but the service should have. Remove it, and ask the service for a new certificate: this key can't be trusted any more.");
        try
        {
            var certificate = X509Certificate2.CreateFromPem(pem);
            return Problem(certificate, mailbox) is { } problem ? Fault($"content/certificates/{name} {problem}") : new MailCertificate(name, certificate);
        }
        catch (CryptographicException)
        {
            return Fault($"content/certificates/{name} isn't a certificate in PEM form. It should begin with -----BEGIN CERTIFICATE-----.");
        }
    }

    private static string? Problem(X509Certificate2 certificate, string mailbox)
    {
        using var key = certificate.GetRSAPublicKey();
        if (key is null) return "has no RSA key, and mail can't be encrypted for another kind here. Ask the service for a certificate with an RSA key.";
        if (key.KeySize < 2048) return $"has a key of {key.KeySize} bits, which is too short. Ask the service for a certificate with at least 2048.";
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment))
            return "may not be used for encryption (its key usage lacks key encipherment). Ask the service for one that may.";
        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } purposes && !purposes.EnhancedKeyUsages.Cast<Oid>().Any(o => o.Value is ForMail or ForAnything))
            return "is not for e-mail (its extended key usage lacks e-mail protection). Ask the service for one that is.";
        var addresses = Addresses(certificate);
        if (addresses.Count > 0 && !addresses.Contains(mailbox, StringComparer.OrdinalIgnoreCase))
            return $"belongs to {string.Join(", ", addresses)}, not to the mailbox {mailbox}. Correct one of the two.";
        return null;
    }

    /// <summary>The e-mail addresses among its alternative names (RFC 8550, 3).</summary>
    private static List<string> Addresses(X509Certificate2 certificate)
    {
        var found = new List<string>();
        if (certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == "2.5.29.17") is not { } names) return found;
        var mail = new Asn1Tag(TagClass.ContextSpecific, 1);
        try
        {
            for (var list = new AsnReader(names.RawData, AsnEncodingRules.DER).ReadSequence(); list.HasData;)
            {
                if (list.PeekTag().HasSameClassAndValue(mail)) found.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, mail));
                else list.ReadEncodedValue();
            }
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("alternative names", e);
        }
        return found;
    }
}
