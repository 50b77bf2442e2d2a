using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Signposting.BotDefence;

namespace Signposting.Referrals;

/// <summary>What must be kept of a form until somebody has taken it: enough to write the letter again for another service.</summary>
/// <param name="Answers">The answers.</param>
/// <param name="Marks">Specialist support asked for.</param>
/// <param name="Page">Code of the language that the form was in.</param>
/// <param name="Agreed">Ids of the services that it may be passed on to, in order.</param>
/// <param name="Finding">What was noticed about how it was sent; null in what was kept before anything was.</param>
/// <param name="Synthetic">It is an operator's test, and is in no count.</param>
internal sealed record KeptReferral(Answers Answers, IReadOnlyList<string> Marks, string Page, IReadOnlyList<string> Agreed, Finding? Finding = null, bool Synthetic = false);

/// <summary>Seals it for the database; the key isn't in there.</summary>
internal sealed class ReferralSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Signposting.Referrals.Kept.v1");

    public byte[] Close(KeptReferral kept) => _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(kept));

    /// <exception cref="CryptographicException">The key is gone, or the row was changed.</exception>
    public KeptReferral Open(byte[] text) => JsonSerializer.Deserialize<KeptReferral>(_protector.Unprotect(text))!;
}
