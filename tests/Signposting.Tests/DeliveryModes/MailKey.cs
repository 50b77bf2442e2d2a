using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signposting.Tests.DeliveryModes;

/// <summary>A certificate for mail and its key, good or bad in one way; certified by itself.</summary>
internal sealed class MailKey : IDisposable
{
    public const string ForMail = "1.3.6.1.5.5.7.3.4";
    public const string ForServers = "1.3.6.1.5.5.7.3.1";
    public const string Password = "pass";

    private readonly X509Certificate2 _certificate;

    /// <param name="from">From when it is good; default: yesterday.</param>
    /// <param name="until">Until when; default: in a year.</param>
    /// <param name="bits">Length of the RSA key, or 0 for an EC key.</param>
    /// <param name="usage">What the key may be used for.</param>
    /// <param name="purpose">What the certificate is for.</param>
    /// <param name="mailbox">Whose it is, or null if it doesn't say.</param>
    public MailKey(
        DateTimeOffset? from = null, DateTimeOffset? until = null, int bits = 2048, X509KeyUsageFlags usage = X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature,
        string purpose = ForMail, string? mailbox = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rsa = RSA.Create(bits == 0 ? 2048 : bits);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = bits == 0 ? new CertificateRequest("CN=A service", ec, HashAlgorithmName.SHA256) : new CertificateRequest("CN=A service", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        if (mailbox is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddEmailAddress(mailbox);
            request.CertificateExtensions.Add(names.Build());
        }
        _certificate = request.CreateSelfSigned(from ?? now.AddDays(-1), until ?? now.AddYears(1));
        var folder = Repository.NewFolder();
        (PemFile, KeyFile, PfxFile) = (Path.Combine(folder, "service.pem"), Path.Combine(folder, "service.key"), Path.Combine(folder, "service.p12"));
        File.WriteAllText(PemFile, Pem);
        File.WriteAllText(KeyFile, bits == 0 ? ec.ExportPkcs8PrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(PfxFile, _certificate.Export(X509ContentType.Pkcs12, Password));
    }

    /// <summary>As a listing wants it.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    public string PemFile { get; }

    public string KeyFile { get; }

    /// <summary>As <c>Mail:SigningCertificate</c> wants it.</summary>
    public string PfxFile { get; }

    public void Dispose() => _certificate.Dispose();
}
