using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.OpenReferral;

/// <summary>A term, and of which services it is true.</summary>
/// <param name="Record">As it is published.</param>
/// <param name="LinkType">What it tells of a service.</param>
/// <param name="IsOf">Whether it is true of a service.</param>
internal sealed record FeedTerm(HsdsTaxonomyTerm Record, string LinkType, Func<Service, bool> IsOf);

/// <summary>
/// How services are sorted: by kind, by whom they are for, and by what people ask, which is each page of guidance that names services. A term
/// that is true of no service isn't there.
/// </summary>
internal sealed class FeedTaxonomies
{
    private static readonly HsdsTaxonomy Kinds = Taxonomy("kind", "Kind of help", "What sort of help a service is.");
    private static readonly HsdsTaxonomy People = Taxonomy("who", "For whom", "People whom a service is for, or for whom it has something of its own.");
    private static readonly HsdsTaxonomy Needs = Taxonomy("need", "What people ask", "Questions of people who live with abuse, and of those around them, that a service answers.");

    private FeedTaxonomies(IReadOnlyList<FeedTerm> terms) => Terms = terms;

    /// <summary>All of them.</summary>
    public IReadOnlyList<HsdsTaxonomy> All { get; } = [Kinds, People, Needs];

    /// <summary>Their terms, in the order of the taxonomies.</summary>
    public IReadOnlyList<FeedTerm> Terms { get; }

    public static FeedTaxonomies Of(Catalogue catalogue, IReadOnlyList<Service> shown, FeedWords words) => new(
    [
        .. from term in KindTerms(words).Concat(PeopleTerms(words)).Concat(NeedTerms(catalogue))
           where shown.Any(term.IsOf)
           select term,
    ]);

    private static IEnumerable<FeedTerm> KindTerms(FeedWords words) =>
        from kind in Enum.GetValues<ServiceKind>()
        let word = "kind." + Word.Of(kind)
        select new FeedTerm(Term(Kinds, word, words[word], words[word + ".explained"]), "service_type", s => s.Kind == kind);

    private static IEnumerable<FeedTerm> PeopleTerms(FeedWords words)
    {
        FeedTerm Of(string who, Func<Service, bool> isOf) => new(Term(People, who, words[who], $"Whom a service is for: {words[who]}."), "intended_audience", isOf);

        yield return Of("who.women", s => s.Gender == ServiceGender.Women);
        yield return Of("who.men", s => s.Gender == ServiceGender.Men);
        foreach (var group in Enum.GetValues<ServiceGroup>()) yield return Of("who." + Word.Of(group), s => s.Groups.Contains(group));
    }

    private static IEnumerable<FeedTerm> NeedTerms(Catalogue catalogue) =>
        from page in catalogue.Pages
        where page.Section != GuidanceSection.About
        let named = page.Services.ToHashSet(StringComparer.Ordinal)
        select new FeedTerm(Term(Needs, "need." + page.Id, page.Title.English, page.Summary.English), "need", s => named.Contains(s.Id));

    private static HsdsTaxonomy Taxonomy(string id, string name, string description) => new(NameBasedId.Of("taxonomy", id), name, description);

    private static HsdsTaxonomyTerm Term(HsdsTaxonomy taxonomy, string id, string name, string description) =>
        new(NameBasedId.Of("term", id), name, description, taxonomy.Name, taxonomy.Id);
}
