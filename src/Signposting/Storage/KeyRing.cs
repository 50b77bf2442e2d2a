using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>The keys that seal what is kept: each seals for a while, opens for longer, and is then destroyed.</summary>
internal sealed partial class KeyRing(IKeyManager keys, IOptions<StorageOptions> options, TimeProvider clock, ILogger<KeyRing> log)
{
    /// <summary>
    /// Longer than anything sealed is kept: forms and letters at most 60 days, answer links 60, what became of a form 60. Once the key is
    /// gone, no backup, journal or copy can be read any more.
    /// </summary>
    public static readonly TimeSpan OpensFor = TimeSpan.FromDays(75);

    /// <summary>Keys by the time they were made, each as a line for operators.</summary>
    public IEnumerable<string> Lines() => keys.GetAllKeys().OrderBy(k => k.CreationDate).Select(k => string.Create(
        CultureInfo.InvariantCulture, $"{k.KeyId:N}  made {k.CreationDate.UtcDateTime:yyyy-MM-dd}  seals until {k.ExpirationDate.UtcDateTime:yyyy-MM-dd}  destroyed after {(k.ExpirationDate + OpensFor).UtcDateTime:yyyy-MM-dd}"));

    /// <summary>
    /// ASP.NET seals with a key from five minutes before its time on, to allow for clocks that differ. Two more, and every node knows it
    /// (<see cref="FreshKeys"/>) before any seals with it.
    /// </summary>
    public static readonly TimeSpan SealsAfter = TimeSpan.FromMinutes(7);

    /// <summary>A new key that seals from a few minutes on, without a restart. What was sealed before is still opened by the older keys.</summary>
    public void Rotate() => keys.CreateNewKey(clock.GetUtcNow() + SealsAfter, clock.GetUtcNow() + SealsAfter + options.Value.KeysSealFor);

    /// <summary>Destroys keys that nothing can need any more.</summary>
    public void DestroyUnneeded()
    {
        var then = clock.GetUtcNow() - OpensFor;
        var old = keys.GetAllKeys().Count(k => k.ExpirationDate < then);
        if (old > 0 && keys is FreshKeys { Ring: { CanDeleteKeys: true } deletable } && deletable.DeleteKeys(k => k.ExpirationDate < then)) Destroyed(old);
    }

    /// <summary>
    /// Every key must open. A node with another certificate would otherwise make a key of its own, and what the nodes seal could not be
    /// opened by each other.
    /// </summary>
    /// <exception cref="InvalidOperationException">A key can't be opened; the message says what to do.</exception>
    public void Check()
    {
        foreach (var key in keys.GetAllKeys())
        {
            try
            {
                if (key.CreateEncryptor() is not null) continue;
            }
            catch (Exception e) when (e is CryptographicException or InvalidOperationException)
            {
                // Said below.
            }
            throw new InvalidOperationException(
                $"The key ring holds the key {key.KeyId:N}, which can't be opened here. Set Storage:KeyCertificate (or Storage:EarlierKeyCertificates) to the certificate that sealed it; nothing was started.");
        }
    }

    /// <summary>Reads a certificate with its private key.</summary>
    /// <exception cref="InvalidOperationException">It can't be read, or has no RSA key; the message says what to do.</exception>
    public static X509Certificate2 Certificate(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            if (certificate.GetRSAPrivateKey() is not null) return certificate;
        }
        catch (CryptographicException)
        {
            // Said below.
        }
        throw new InvalidOperationException($"'{file}' should be a PKCS #12 file with an RSA key, opened by Storage:KeyCertificatePassword.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} keys that nothing needs any more were destroyed")]
    private partial void Destroyed(int count);
}
