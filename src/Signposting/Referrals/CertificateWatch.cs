using System.Globalization;
using Microsoft.Extensions.Logging;
using Signposting.Listings;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>
/// Looks at the dates of the certificates that letters are encrypted and signed with: a warning every day when one ends soon, an alarm when it
/// has ended. The calendar never stops the site.
/// </summary>
internal sealed partial class CertificateWatch(Smime smime, Alarm alarm, TimeProvider clock, ILogger<CertificateWatch> log)
{
    private static readonly TimeSpan WarnAgainAfter = TimeSpan.FromDays(1);
    private readonly Dictionary<string, DateTimeOffset> _warnedAt = [];

    public async Task LookAsync(Catalogue content, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var (whose, certificate) in All(content))
        {
            if (!certificate.IsGood(now)) await alarm.GiveAsync("certificate", whose, 1, cancel);
            else alarm.Over("certificate", whose);
            if (!certificate.EndsSoon(now) || _warnedAt.TryGetValue(whose, out var at) && now - at < WarnAgainAfter) continue;
            _warnedAt[whose] = now;
            EndsSoon(whose, certificate.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>By the id of the service, or the name of the setting.</summary>
    private IEnumerable<(string Whose, MailCertificate Certificate)> All(Catalogue content)
    {
        foreach (var service in content.Services.Where(s => s.Status != ServiceStatus.Closed))
            if (service.Referrals?.Delivery is DeliveryMode.Smime sealing) yield return (service.Id, sealing.Certificate);
        if (smime.Signer is { } signer) yield return ("Mail:SigningCertificate", new MailCertificate("", signer));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate of {Whose} ends on {Day}: put a new one in its place before")]
    private partial void EndsSoon(string whose, string day);
}
