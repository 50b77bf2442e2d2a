using System.Security.Cryptography;
using Signposting.Listings;
using Signposting.Routing;
using Signposting.Tallies;

namespace Signposting.Referrals;

/// <summary>
/// What is counted of a referral at each step of its way. It is read from the sealed answers while they are still there; what is counted
/// says nothing that isn't a word of a fixed list.
/// </summary>
internal sealed class ReferralTally(ReferralSeal seal, CurrentCatalogue catalogue)
{
    private static readonly KeptReferral Unread = new(Answers.None, [], "en", []);

    private RoutingTable Routing => catalogue.Now.Part<RoutingTable>();

    public IEnumerable<Count> Received(byte[] kept, string destination) =>
        Of(kept, k => Counting.Received(Situation(k), k.Marks, k.Answers.All("access").Any(a => a != "pregnant"), destination, Routing));

    public IEnumerable<Count> PassedOn(OpenReferral referral, string from, string answer, string? to) => Of(referral.Sealed, _ => Counting.PassedOn(from, answer, to, Routing));

    /// <param name="referral">The referral.</param>
    /// <param name="destination">Who has taken it.</param>
    /// <param name="after">How long after the form was sent.</param>
    public IEnumerable<Count> Taken(OpenReferral referral, string destination, TimeSpan after) => Of(referral.Sealed, k => Counting.TakenBy(destination, after, Situation(k), Routing));

    public IEnumerable<Count> Unanswered(OpenReferral referral) => Of(referral.Sealed, k => Counting.Nobody(Situation(k), Routing));

    /// <summary>Nothing that was answered: only that it was taken back.</summary>
    public IEnumerable<Count> Withdrawn(OpenReferral referral) => Of(referral.Sealed, _ => Counting.TakenBack());

    /// <summary>Everything that is counted goes through here: a test of the whole way is nobody's, and is left out here.</summary>
    private IEnumerable<Count> Of(byte[] text, Func<KeptReferral, IEnumerable<Count>> counts) => Open(text) is { Synthetic: false } kept ? counts(kept) : [];

    /// <summary>Answers whose key is gone are counted as if nothing had been said, and hinder nothing.</summary>
    private KeptReferral Open(byte[] text)
    {
        try
        {
            return seal.Open(text);
        }
        catch (CryptographicException)
        {
            return Unread;
        }
    }

    private Situation Situation(KeptReferral kept) => Situations.Of(
        kept.Answers, Routing.Known, catalogue.Now.Phrases.Languages.FirstOrDefault(l => l.Code == kept.Page) ?? catalogue.Now.Phrases.English);
}
