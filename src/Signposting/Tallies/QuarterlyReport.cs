using System.Globalization;
using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Tallies;

/// <summary>
/// The partnership's quarterly tables ("Q1 Total referral data", "Q1 Data all risk level IDVAs", "Q1 Data by District", "Q1 Diversity Data":
/// its performance report of April to June 2022) for what came through this site, and what else the counts tell. Every figure comes from
/// <see cref="Figures"/>. Rows never depend on whether anything was counted in them: a row that is missing would say "none".
/// </summary>
internal sealed class QuarterlyReport(Quarter quarter, Catalogue catalogue, Figures now, Figures? yearBefore)
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["for self"] = "The person in need",
        ["for other"] = "Family, a friend or somebody else",
        ["for professional"] = "A professional",
        ["need refuge"] = "Refuge",
        ["need stay-safe"] = "Staying safely at home",
        ["need support"] = "Support where they live",
        ["need sexual-violence"] = "Sexual violence",
        ["need stalking"] = "Stalking and harassment",
        ["need child-to-parent"] = "Child to parent abuse",
        ["need housing"] = "Housing",
        ["need money"] = "Money",
        ["need counselling"] = "Counselling or groups",
        ["specialist eastern-european"] = "Eastern European (A8)",
        ["specialist minority-ethnic"] = "Black, Asian and minority ethnic (BAME)",
        ["specialist male"] = "Male victims",
        ["specialist young-person"] = "Young people",
        ["specialist stalking"] = "Stalking and harassment",
        ["specialist housing"] = "Housing",
        ["specialist child-to-parent"] = "Child to parent abuse",
        ["language en"] = "English",
        ["language pl"] = "Polish",
        ["language lt"] = "Lithuanian",
        ["language ur"] = "Urdu",
        ["language pa"] = "Punjabi",
        ["language bn"] = "Bengali",
        ["language hi"] = "Hindi",
        ["language gu"] = "Gujarati",
        ["language bsl"] = "British Sign Language",
        ["language other"] = "Another language",
        ["hours 4"] = "Less than 4 hours",
        ["hours 24"] = "4 to 24 hours",
        ["hours 48"] = "1 to 2 days",
        ["hours 72"] = "2 to 3 days",
        ["hours 168"] = "3 to 7 days",
        ["service sent"] = "Sent",
        ["service taken"] = "Taken",
        ["service full"] = "Full or not right",
        ["service silent"] = "No answer in time",
        ["service refused"] = "Mailbox refused",
        ["service unreadable"] = "Could not be read",
    };

    private string Before => $"Referrals, {quarter.YearBefore.CouncilNumber} {quarter.YearBefore.CouncilYear} for comparison";

    /// <summary>Makes the report.</summary>
    /// <param name="quarter">Of when.</param>
    /// <param name="counts">What was counted then.</param>
    /// <param name="yearBefore">What was counted in the same quarter a year before; null if nothing was counted yet.</param>
    /// <param name="since">The day since which it is counted.</param>
    /// <param name="today">The day in Cambridgeshire: while it lies in the quarter, the report is provisional.</param>
    /// <param name="catalogue">Names districts and services.</param>
    public static Report Of(Quarter quarter, QuarterCounts counts, QuarterCounts? yearBefore, DateOnly since, DateOnly today, Catalogue catalogue)
    {
        var report = new QuarterlyReport(quarter, catalogue, new Figures(counts, catalogue), yearBefore is null ? null : new Figures(yearBefore, catalogue));
        var provisional = today > quarter.LastDay ? null : string.Create(CultureInfo.InvariantCulture,
            $"Provisional: this quarter ends on {quarter.LastDay:d MMMM yyyy}. Do not pass this on: set beside a later one, it shows what happened in between.");
        return new Report(
            $"Referrals through the website: {quarter.CouncilNumber} {quarter.CouncilYear}", quarter.Months, provisional,
            [report.Total(), report.ByDistrict(), report.AllRiskLevels(), report.Diversity(), report.Needs(), report.For(), report.Language(), report.Time(), report.ByService()],
            [.. Notes(), .. since > quarter.FirstDay ? new[] { string.Create(CultureInfo.InvariantCulture, $"The site has counted since {since:d MMMM yyyy}: this quarter is not whole.") } : []]);
    }

    private static string Label(string kind, string word) => Labels[$"{kind} {word}"];

    private static IEnumerable<string> Known(Fact fact) => fact.Words.Where(w => w != Facts.Unknown);

    private static IEnumerable<string> Notes() =>
    [
        "Every figure is rounded to the nearest 5, totals too; 0, 1 and 2 are printed as '0 to 2'. Small numbers can't be found out from these tables, also not by subtracting. So parts do not add up exactly to their totals, and a total of many parts may stand a little higher than its nearest 5.",
        "Those who did not say, and those from elsewhere, are in the totals only. A referral may name several needs and ask for several kinds of specialist support.",
        "What was received and what became of it are counted in the quarter in which they happen: a referral of the last days is taken in the next quarter.",
        "All referrals are counted, whatever the risk; the site makes no risk assessment. Engagement and repeats are known to the services only: the site keeps nothing by which one person could be told from another.",
    ];

    private ReportTable Total() => new($"{quarter.CouncilNumber} total referral data", ["", "Referrals", "Taken by a service", "Nobody took it", "Taken back by the person first", Before],
        [new ReportRow("All districts, elsewhere and not said", now.Received.Text, now.Taken.Text, now.Unanswered.Text, now[Counting.Withdrawn, ""].Text, Earlier(f => f.Received))]);

    private ReportTable ByDistrict() => new($"{quarter.CouncilNumber} data by district", ["District", "Referrals", "Taken by a service", "Nobody took it", "Share taken", Before],
        [.. catalogue.Areas.Select(a => new ReportRow(a.Name, Text(Counting.District, a.Id), Text(Counting.Taken, a.Id), Text(Counting.Unanswered, a.Id),
            Figure.Share(now[Counting.Taken, a.Id], now[Counting.Unanswered, a.Id]), Earlier(f => f[Counting.District, a.Id])))],
        "Share taken: of those that a service or nobody took, from the rounded figures, and only where these come to 25 or more.");

    private ReportTable AllRiskLevels() => new($"{quarter.CouncilNumber} data all risk levels: specialist support asked for",
        ["Specialist support", "Cambridgeshire, and not said", "Peterborough", $"Cambridgeshire, and not said, {quarter.YearBefore.CouncilNumber} {quarter.YearBefore.CouncilYear}", $"Peterborough, {quarter.YearBefore.CouncilNumber} {quarter.YearBefore.CouncilYear}"],
        [.. Facts.Specialist.Words.Select(w => new ReportRow(Label(Counting.Specialist, w),
            Text(Counting.Specialist, w, Counting.NotPeterborough), Text(Counting.Specialist, w, Counting.Peterborough),
            Earlier(f => f[Counting.Specialist, w, Counting.NotPeterborough]), Earlier(f => f[Counting.Specialist, w, Counting.Peterborough])))],
        "As the letters to the services say it: by request, or by the language, need, age or gender that was given. Health is not asked.");

    private ReportTable Diversity() => new($"{quarter.CouncilNumber} diversity data", ["", "Referrals", Before],
        [new ReportRow("Asked for step-free access, sign language, personal care or the like", Text(Counting.Access, Counting.Asked), Earlier(f => f[Counting.Access, Counting.Asked]))],
        "Disability and LGBT are not asked. For men, see specialist support.");

    private ReportTable Needs() => new($"{quarter.CouncilNumber} kinds of need by district", ["What would help", .. catalogue.Areas.Select(a => a.Name), "Sum of these rounded figures"],
        [.. Facts.Needs.Words.Select(n => new ReportRow(Label(Counting.Need, n),
            [.. catalogue.Areas.Select(a => Text(Counting.Need, n, a.Id)), string.Create(CultureInfo.InvariantCulture, $"about {new Figure(catalogue.Areas.Sum(a => now[Counting.Need, n, a.Id].Middle)).Shown}")]))],
        "In the sum, '0 to 2' is taken as 1.");

    private ReportTable For() => OneColumn("who filled in the form", "Who", Counting.For, Known(Facts.For), "Referrals");

    private ReportTable Language() => OneColumn("language to be spoken", "Language", Counting.Language, Known(Facts.Language), "Referrals",
        "As said on the form; a person who wrote for themselves in another language than English and named none is counted under that language.");

    private ReportTable Time() => OneColumn("time from the form to \"we have it\"", "Time", Counting.Hours, Counting.HourSteps.Select(h => $"{h}"), "Referrals", "Those that took longer are in the total of referrals taken only.");

    private ReportTable ByService() => new($"{quarter.CouncilNumber} what services answered", ["Service", .. Counting.ServiceWords.Select(w => Label(Counting.Service, w))],
        [.. Counting.Services(catalogue.Part<RoutingTable>()).Select(s => new ReportRow(s.Name, [.. Counting.ServiceWords.Select(w => Text(Counting.Service, s.Id, w))]))],
        "Each time when it happens: one that was not answered in time may be taken later. The partnership's own desk is not shown.");

    private ReportTable OneColumn(string caption, string heading, string kind, IEnumerable<string> lines, string column, string? note = null) => new(
        $"{quarter.CouncilNumber} {caption}", [heading, column], [.. lines.Select(l => new ReportRow(Label(kind, l), Text(kind, l)))], note);

    private string Text(string kind, string line, string part = "") => now[kind, line, part].Text;

    private string Earlier(Func<Figures, Figure> figure) => yearBefore is null ? "not counted" : figure(yearBefore).Text;
}
