using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Tallies;

/// <summary>All published figures of one quarter, each told which others it contains: see <see cref="Figure"/>.</summary>
internal sealed class Figures
{
    private readonly Dictionary<Count, Figure> _cells = [];
    private readonly QuarterCounts _counts;
    private readonly IReadOnlyList<string> _districts;

    public Figures(QuarterCounts counts, Catalogue catalogue)
    {
        (_counts, _districts) = (counts, [.. catalogue.Areas.Select(a => a.Id)]);
        Cells(Counting.District, _districts);
        Cells(Counting.For, Facts.For.Words);
        Cells(Counting.Language, Facts.Language.Words);
        Cells(Counting.Access, [Counting.Asked]);
        Cells(Counting.Withdrawn, [""]);
        Cells(Counting.Taken, _districts);
        Cells(Counting.Unanswered, _districts);
        Cells(Counting.Hours, Counting.HourSteps.Select(h => $"{h}"));
        foreach (var need in Facts.Needs.Words) Cells(Counting.Need, [need], _districts);
        foreach (var service in Counting.Services(catalogue.Part<RoutingTable>())) Cells(Counting.Service, [service.Id], Counting.ServiceWords);
        foreach (var word in Facts.Specialist.Words) CellsOfSpecialist(word);

        var rest = Figure.Unpublished([Lines(Counting.District, OtherDistricts), .. Facts.Specialist.Words.Select(w => Lines(Counting.Specialist, [w], Counting.NotPeterborough))]);
        Received = new Figure(counts.Sum(Counting.District),
            [rest, .. Lines(Counting.District, InPeterborough)], Lines(Counting.For, Facts.For.Words), Lines(Counting.Language, Facts.Language.Words));
        Taken = new Figure(counts.Sum(Counting.Taken), Lines(Counting.Taken, _districts), Lines(Counting.Hours, Counting.HourSteps.Select(h => $"{h}")),
            [.. _cells.Where(c => c.Key is { Kind: Counting.Service, Part: "taken" }).Select(c => c.Value)]);
        Unanswered = new Figure(counts.Sum(Counting.Unanswered), Lines(Counting.Unanswered, _districts));
    }

    /// <summary>All referrals that were received, from anywhere.</summary>
    public Figure Received { get; }

    /// <summary>All that a service took.</summary>
    public Figure Taken { get; }

    /// <summary>All that nobody took.</summary>
    public Figure Unanswered { get; }

    /// <summary>A cell of a table.</summary>
    public Figure this[string kind, string line, string part = ""] => _cells[new Count(kind, line, part)];

    private IEnumerable<string> InPeterborough => _districts.Where(d => d == Counting.Peterborough);

    private IEnumerable<string> OtherDistricts => _districts.Where(d => d != Counting.Peterborough);

    private void Cells(string kind, IEnumerable<string> lines, IEnumerable<string>? parts = null)
    {
        foreach (var line in lines)
            foreach (var part in parts ?? [""]) _cells[new Count(kind, line, part)] = new Figure(_counts[kind, line, part]);
    }

    /// <summary>Contains those who named a need that asks for it by itself, district by district.</summary>
    private void CellsOfSpecialist(string word)
    {
        foreach (var (part, districts) in new[] { (Counting.NotPeterborough, OtherDistricts), (Counting.Peterborough, InPeterborough) })
            _cells[new Count(Counting.Specialist, word, part)] = new Figure(_counts[Counting.Specialist, word, part],
                [.. districts.Select(d => Figure.Unpublished([.. Counting.NeedsThatAskFor(word).Select(n => Lines(Counting.Need, [n], d))]))]);
    }

    private List<Figure> Lines(string kind, IEnumerable<string> lines, string part = "") => [.. lines.Where(l => _cells.ContainsKey(new Count(kind, l, part))).Select(l => this[kind, l, part])];
}
