using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>Who gets a referral after a service that can't take it. Pure.</summary>
internal static class NextService
{
    /// <summary>
    /// The first service that the person agreed to and that hasn't had it, else the fallback; null when the fallback has had it too. An
    /// organisation that the person excluded is never among them, whatever the content says by now.
    /// </summary>
    public static Service? After(IReadOnlyCollection<string> tried, KeptReferral kept, Catalogue catalogue, RoutingTable routing) =>
        kept.Agreed.Select(catalogue.Service).Append(routing.Fallback)
            .FirstOrDefault(s => s is { Referrals: not null, Status: not ServiceStatus.Closed } && !tried.Contains(s.Id) && (s == routing.Fallback || !kept.Answers.All("exclude").Contains(s.Organisation)));
}
