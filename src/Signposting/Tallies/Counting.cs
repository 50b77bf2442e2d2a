using Signposting.Routing;

namespace Signposting.Tallies;

/// <summary>
/// What is counted of a referral: exactly what the quarterly report prints, and each fact for itself. Two facts go together only where a
/// printed table has both, so that no record of a person can be put together again: "Fenland, Lithuanian, stalking, 16 to 17" is a person.
/// What wasn't said is counted nowhere, but in the totals.
/// </summary>
internal static class Counting
{
    /// <summary>Referrals by district. The partnership's "Data by District".</summary>
    public const string District = "district";

    /// <summary>Referrals by who filled in the form (needs N28, N29: friends and family, professionals).</summary>
    public const string For = "for";

    /// <summary>Referrals by the language to be spoken (needs N1 to N3): who must be able to answer.</summary>
    public const string Language = "language";

    /// <summary>Referrals by what would help, and district: what is lacking where. One referral may ask for several.</summary>
    public const string Need = "need";

    /// <summary>Specialist support asked for, in Peterborough and elsewhere. The partnership's "Data all risk level IDVAs".</summary>
    public const string Specialist = "specialist";

    /// <summary>Referrals that ask for step-free access, BSL and the like. Stands in for "declaring disability", which the form doesn't ask.</summary>
    public const string Access = "access";

    /// <summary>Referrals that a service has taken, by district. The nearest to the partnership's "engagement" that we can know.</summary>
    public const string Taken = "taken";

    /// <summary>Referrals that nobody took until they had to be destroyed, by district.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Referrals that the person took back before anybody had taken them. Only how many: they asked us to forget.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>How long it took from the form to "we have it".</summary>
    public const string Hours = "hours";

    /// <summary>What each service was sent and what it answered: who is full, silent or can't be reached.</summary>
    public const string Service = "service";

    /// <summary>The one row of <see cref="Access"/>.</summary>
    public const string Asked = "asked";

    /// <summary>No district of ours, or not said.</summary>
    public const string NoDistrict = "other";

    /// <summary>The district that the partnership's tables show apart from the county.</summary>
    public const string Peterborough = "peterborough";

    /// <summary>The other districts, elsewhere and not said.</summary>
    public const string NotPeterborough = "rest";

    /// <summary>What a service can do with what it is sent. Each is counted when it happens, so one sending may be "silent" and, late, "taken".</summary>
    public static readonly IReadOnlyList<string> ServiceWords = ["sent", "taken", "full", "silent", "refused", "unreadable"];

    /// <summary>From less than so many hours on. Longer than the last is only in the total.</summary>
    public static readonly IReadOnlyList<int> HourSteps = [4, 24, 48, 72, 168];

    /// <summary>Kinds of need that are a request for specialist support by themselves, whatever the routing's marks are.</summary>
    public static IEnumerable<string> NeedsThatAskFor(string specialist) => specialist switch
    {
        "stalking" or "child-to-parent" => [specialist],
        "housing" => ["housing", "stay-safe"],
        _ => [],
    };

    /// <summary>A referral was received.</summary>
    /// <param name="situation">What was answered.</param>
    /// <param name="marks">Specialist support that its letter asks for.</param>
    /// <param name="access">Whether anything is needed for access.</param>
    /// <param name="destination">Id of the service that it goes to.</param>
    /// <param name="routing">Knows the districts and services.</param>
    public static IEnumerable<Count> Received(Situation situation, IReadOnlyList<string> marks, bool access, string destination, RoutingTable routing)
    {
        var (district, needs) = (DistrictOf(situation, routing), Words(situation, Facts.Needs));
        var specialist = Facts.Specialist.Words.Where(s => marks.Contains(s) || NeedsThatAskFor(s).Any(needs.Contains));
        return
        [
            new(District, district),
            .. Words(situation, Facts.For).Select(w => new Count(For, w)),
            .. Words(situation, Facts.Language).Select(w => new Count(Language, w)),
            .. district == NoDistrict ? [] : needs.Select(w => new Count(Need, w, district)),
            .. specialist.Select(w => new Count(Specialist, w, district == Peterborough ? Peterborough : NotPeterborough)),
            .. access ? [new Count(Access, Asked)] : Array.Empty<Count>(),
            .. Of(destination, "sent", routing),
        ];
    }

    /// <summary>A service has taken it.</summary>
    public static IEnumerable<Count> TakenBy(string destination, TimeSpan after, Situation situation, RoutingTable routing) =>
    [
        new(Taken, DistrictOf(situation, routing)),
        .. HourSteps.Where(h => after < TimeSpan.FromHours(h)).Take(1).Select(h => new Count(Hours, $"{h}")),
        .. Of(destination, "taken", routing),
    ];

    /// <summary>A service will not act on it, and it goes to the next, if there is one.</summary>
    public static IEnumerable<Count> PassedOn(string from, string answer, string? to, RoutingTable routing) =>
        [.. Of(from, answer, routing), .. to is null ? [] : Of(to, "sent", routing)];

    /// <summary>Nobody took it.</summary>
    public static IEnumerable<Count> Nobody(Situation situation, RoutingTable routing) => [new(Unanswered, DistrictOf(situation, routing))];

    /// <summary>The person took it back.</summary>
    public static IEnumerable<Count> TakenBack() => [new(Withdrawn, "")];

    /// <summary>
    /// Services whose answers are printed. The fallback isn't: it is the partnership itself, which knows its own figures, and the public
    /// shall have a category that it doesn't know (see <see cref="Figure"/>).
    /// </summary>
    public static IEnumerable<Listings.Service> Services(RoutingTable routing) => routing.Receivers.Where(s => s != routing.Fallback);

    private static IEnumerable<Count> Of(string service, string word, RoutingTable routing) =>
        ServiceWords.Contains(word) && Services(routing).Any(s => s.Id == service) ? [new Count(Service, service, word)] : [];

    private static string DistrictOf(Situation situation, RoutingTable routing) =>
        Words(situation, routing.Known.First(f => f.Name == Facts.Area([]).Name)).FirstOrDefault(w => w != Facts.Elsewhere) ?? NoDistrict;

    private static List<string> Words(Situation situation, Fact fact) => [.. situation.Of(fact).Where(w => w != Facts.Unknown && fact.Words.Contains(w)).Distinct()];
}
