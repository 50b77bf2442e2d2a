using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Signposting.Referrals;

/// <summary>What a service answers with one press, without an account.</summary>
internal enum ServiceAnswer
{
    /// <summary>We have it.</summary>
    Taken,
    /// <summary>We are full, or not right for this person.</summary>
    Full,
}

/// <summary>
/// The links at the foot of a letter. Each is signed, says one thing about one sending, and expires. Opening it does nothing: mail
/// scanners open links. Only the button on its page counts.
/// </summary>
internal sealed class AnswerLinks(IDataProtectionProvider protection, IOptions<ReferralOptions> options)
{
    /// <summary>Longer than anything is kept.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    public string For(string pass, ServiceAnswer answer) => new Uri(new Uri(options.Value.PublicAddress), "/en/k/" + Token(pass, answer)).ToString();

    /// <summary>The last part of a link's address, for a button on a page of ours.</summary>
    public string Token(string pass, ServiceAnswer answer) => Base64Url.EncodeToString(Protector(answer).Protect(Encoding.ASCII.GetBytes(pass), Lifetime));

    /// <summary>Which sending a link is about, and what it says; null if it isn't ours or has expired.</summary>
    public (string Pass, ServiceAnswer Answer)? Read(string token)
    {
        foreach (var answer in Enum.GetValues<ServiceAnswer>())
        {
            try
            {
                return (Encoding.ASCII.GetString(Protector(answer).Unprotect(Base64Url.DecodeFromChars(token))), answer);
            }
            catch (Exception e) when (e is CryptographicException or FormatException)
            {
                // Not that answer.
            }
        }
        return null;
    }

    private ITimeLimitedDataProtector Protector(ServiceAnswer answer) =>
        protection.CreateProtector("Signposting.Referrals.Answer.v1", answer.ToString()).ToTimeLimitedDataProtector();
}
