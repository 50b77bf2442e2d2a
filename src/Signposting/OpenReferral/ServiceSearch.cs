namespace Signposting.OpenReferral;

/// <summary>Which services of the list are asked for, by the parameters of the standard. What wasn't given is null, and all that was given must be true.</summary>
/// <param name="Words">All stand in its name, its description, whom it is for or who runs it.</param>
/// <param name="Term">It has this term.</param>
/// <param name="Taxonomy">It has a term of this taxonomy.</param>
/// <param name="MinimumAge">Its own youngest age is this or more.</param>
/// <param name="MaximumAge">Its own oldest age is this or less.</param>
/// <param name="Start">It opens then or later, on <paramref name="Day"/> if that is given.</param>
/// <param name="End">It closes then or earlier.</param>
/// <param name="Day">It is open that day (RFC 5545: MO).</param>
internal sealed record ServiceSearch(
    IReadOnlyList<string> Words, Guid? Term, Guid? Taxonomy, decimal? MinimumAge, decimal? MaximumAge, TimeOnly? Start, TimeOnly? End, string? Day)
{
    public static ServiceSearch Read(FeedQuery query) => new(
        query.Text("search")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [], query.Id("taxonomy_term_id"), query.Id("taxonomy_id"),
        query.Age("minimum_age"), query.Age("maximum_age"), query.Time("start_time"), query.Time("end_time"), query.Day("day"));

    public bool Admits(HsdsService service) =>
        Words.All(w => Spoken(service).Any(t => t.Contains(w, StringComparison.OrdinalIgnoreCase)))
        && (Term is null || Attributes(service).Any(a => a.TaxonomyTermId == Term))
        && (Taxonomy is null || Attributes(service).Any(a => a.TaxonomyTerm.TaxonomyId == Taxonomy))
        && (MinimumAge is null || service.MinimumAge >= MinimumAge)
        && (MaximumAge is null || service.MaximumAge <= MaximumAge)
        && ((Start, End, Day) is (null, null, null) || (service.Schedules ?? []).Any(Fits));

    /// <summary>A schedule that is only words says nothing of times.</summary>
    private bool Fits(HsdsSchedule schedule) =>
        (Start is null || schedule.OpensAt >= Start) && (End is null || schedule.ClosesAt <= End) && (Day is null || schedule.Byday?.Split(',').Contains(Day) == true);

    private static IEnumerable<string> Spoken(HsdsService service) => [service.Name, service.Description, service.EligibilityDescription, service.Organization.Name];

    private static IEnumerable<HsdsAttribute> Attributes(HsdsService service) => service.Attributes ?? [];
}
