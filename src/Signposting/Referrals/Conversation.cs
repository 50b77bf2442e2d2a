using System.Security.Cryptography;

namespace Signposting.Referrals;

/// <summary>A form being filled in. It lives in the page itself, sealed; we keep nothing of it before "send".</summary>
/// <param name="Id">Random; one conversation makes one referral.</param>
/// <param name="Began">When the first question was shown.</param>
/// <param name="SealedAt">When this page was made.</param>
/// <param name="Answers">What was answered so far.</param>
/// <param name="Synthetic">It is an operator's test, and goes to no service.</param>
internal sealed record Conversation(string Id, DateTimeOffset Began, DateTimeOffset SealedAt, Answers Answers, bool Synthetic = false)
{
    public static Conversation Begin(DateTimeOffset now) => new(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), now, now, Answers.None);
}
