using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Signposting.Referrals;

/// <summary>
/// The link of a notice, to read its referral here: signed, about one sending, and of all that were sent for it only the latest works.
/// Opening it only asks for the code: mail scanners open links.
/// </summary>
internal sealed class ReadingLinks(IDataProtectionProvider protection, IOptions<ReferralOptions> options)
{
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Signposting.Referrals.Reading.v1").ToTimeLimitedDataProtector();

    /// <summary>A new link's own number, which can't be guessed.</summary>
    public static string New() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public string For(string pass, string link) => new Uri(
        new Uri(options.Value.PublicAddress), "/en/o/" + Base64Url.EncodeToString(_seal.Protect(Encoding.ASCII.GetBytes($"{pass} {link}"), AnswerLinks.Lifetime))).ToString();

    /// <summary>Which sending a link is about, and its own number; null if it isn't ours or has expired.</summary>
    public (string Pass, string Link)? Read(string token)
    {
        try
        {
            return Encoding.ASCII.GetString(_seal.Unprotect(Base64Url.DecodeFromChars(token))).Split(' ') is [var pass, var link] ? (pass, link) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
