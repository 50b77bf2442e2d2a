using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Signposting.Outbox;

/// <summary>
/// Encrypts the body of a letter for its receiver (S/MIME 4.0, RFC 8551), once, when it is promised: what is kept and tried again is the
/// same ciphertext, and no plain word of it is ever in the outbox.
/// </summary>
/// <remarks>
/// AES-256-CBC with the key under RSA PKCS #1 v1.5, the receiver named by issuer and serial number: what every receiving program must
/// read (RFC 8551, 2.3 and 2.7). OAEP would be no safer here, since nobody answers a letter that doesn't decrypt, and there are programs
/// in use that don't read it. AES-CBC doesn't show tampering: that is what the signature inside is for.
/// </remarks>
internal sealed class Smime(IOptions<MailOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly Oid Aes256Cbc = new("2.16.840.1.101.3.4.1.42");
    private static readonly Oid Sha256 = new("2.16.840.1.101.3.4.2.1");
    private readonly X509Certificate2Collection _signer = options.Value.SigningCertificate is { } file ? Load(file, options.Value.SigningPassword) : [];

    /// <summary>Our own certificate, or null when letters aren't signed.</summary>
    public X509Certificate2? Signer => _signer.FirstOrDefault(c => c.HasPrivateKey);

    /// <summary>Whether such a file can be signed with.</summary>
    public static bool CanSign(string file, string? password)
    {
        try
        {
            return Load(file, password).FirstOrDefault(c => c.HasPrivateKey)?.GetRSAPrivateKey() is not null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Words, signed if we can sign, encrypted so that only the receiver can read them.</summary>
    /// <exception cref="CryptographicException">It can't be done; then nothing may leave.</exception>
    public byte[] Enclose(string words, X509Certificate2 receiver)
    {
        var part = Bytes(Mime.Text(words));
        if (Signer is { } signer && Covers(signer)) part = Bytes(Part(Sign(part, signer), "signed-data"));
        var cms = new EnvelopedCms(new ContentInfo(part), new AlgorithmIdentifier(Aes256Cbc));
        cms.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, receiver, RSAEncryptionPadding.Pkcs1));
        return cms.Encode();
    }

    /// <summary>What was encrypted, as the whole body of a message.</summary>
    public static MimeEntity Part(byte[] enveloped) => Part(enveloped, "enveloped-data");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in _signer) certificate.Dispose();
    }

    private static MimePart Part(byte[] cms, string type)
    {
        var part = new MimePart("application", "pkcs7-mime")
        {
            Content = new MimeContent(new MemoryStream(cms)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "smime.p7m" },
        };
        part.ContentType.Parameters.Add("smime-type", type);
        part.ContentType.Name = "smime.p7m";
        return part;
    }

    /// <summary>Opaque (RFC 8551, 3.5.2): inside an encrypted letter nobody reads it without S/MIME, and so no server can break it on the way.</summary>
    private byte[] Sign(byte[] part, X509Certificate2 certificate)
    {
        // Authorities between us and the root travel along; the chain isn't built here, which could ask the network.
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = Sha256, IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(_signer.Where(c => !c.HasPrivateKey).ToArray());
        signer.SignedAttributes.Add(new Pkcs9SigningTime(clock.GetUtcNow().UtcDateTime));
        var cms = new SignedCms(new ContentInfo(part));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private bool Covers(X509Certificate2 certificate) =>
        clock.GetUtcNow() >= certificate.NotBefore.ToUniversalTime() && clock.GetUtcNow() <= certificate.NotAfter.ToUniversalTime();

    private static byte[] Bytes(MimeEntity part)
    {
        using (part)
        {
            using var bytes = new MemoryStream();
            var canonical = FormatOptions.Default.Clone();
            canonical.NewLineFormat = NewLineFormat.Dos;
            part.WriteTo(canonical, bytes);
            return bytes.ToArray();
        }
    }

    private static X509Certificate2Collection Load(string file, string? password) => X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
}
