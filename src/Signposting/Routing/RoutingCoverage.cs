using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Routing;

/// <summary>
/// Enumerates every combination of the answers that a table asks about, on every stretch of days between two changes of the rules:
/// each must find a row, each row must be found by something, and no two rows may claim the same.
/// </summary>
internal static class RoutingCoverage
{
    public static void Check(RoutingTable table, Catalogue catalogue, Faults faults)
    {
        var days = Days(table);
        foreach (var one in table.Tables) CheckTable(one, days, faults);
        if (table.Tables[^1].Gate.Count > 0)
            faults.Add(table.Tables[^1].At, $"The last table, '{table.Tables[^1].Id}', should have no 'when': it catches everything that the others don't.");
        var lastDay = days[^1];
        foreach (var row in table.Tables.SelectMany(t => t.Rows).Concat(table.Also).Where(r => r.InForce(lastDay) && r.To?.Status == ServiceStatus.Closed))
            faults.Add(row.At, $"The service '{row.To!.Id}' is closed, but the row has no end. Add 'until:', and a row for what follows.");
        if (table.Fallback.Status == ServiceStatus.Closed) faults.Add(table.FallbackAt, "The fallback is closed. Name another service.");
        if (!catalogue.Phrases.Has("routing.why.fallback")) faults.Add(table.FallbackAt, "There is no text 'routing.why.fallback' in translations/en.po.");
    }

    /// <summary>A day before every rule, and the first day of each stretch: rules change only there.</summary>
    private static List<DateOnly> Days(RoutingTable table)
    {
        var rows = table.Tables.SelectMany(t => t.Rows).Concat(table.Also).ToList();
        var changes = rows.Select(r => r.From).Concat(rows.Select(r => r.Until?.AddDays(1))).OfType<DateOnly>().Distinct().Order().ToList();
        return changes.Count == 0 ? [new DateOnly(2000, 1, 1)] : [changes[0].AddDays(-1), .. changes];
    }

    private static void CheckTable(NeedTable table, List<DateOnly> days, Faults faults)
    {
        for (var i = 0; i < table.Rows.Count; i++)
            foreach (var later in table.Rows.Skip(i + 1).Where(r => r.SameConditionsAs(table.Rows[i]) && r.OverlapsInTime(table.Rows[i])))
                faults.Add(later.At, $"This row and the one in line {table.Rows[i].At.Line} claim the same situations at the same time. Give one an end or another condition.");

        var reached = new HashSet<Row>(ReferenceEqualityComparer.Instance);
        var gaps = 0;
        foreach (var day in days)
            foreach (var situation in Combinations(table))
            {
                if (table.Rows.FirstOrDefault(r => r.Matches(situation, day)) is { } row) reached.Add(row);
                else if (gaps++ < 5)
                    faults.Add(table.At, $"Nobody would receive this on {day:yyyy-MM-dd}: {Describe(table, situation)}. Add a row to '{table.Id}' for it.");
            }
        foreach (var row in table.Rows.Where(r => !reached.Contains(r)))
            faults.Add(row.At, "No situation ever reaches this row: rows above it take them all. Move it up, or remove it.");
    }

    /// <summary>All answers to all facts that the rows ask about. Of facts with several answers: none, and each alone.</summary>
    internal static IEnumerable<Situation> Combinations(NeedTable table)
    {
        IEnumerable<Situation> situations = [new Situation()];
        foreach (var fact in table.Rows.SelectMany(r => r.When).Select(c => c.Fact).DistinctBy(f => f.Name))
        {
            var (sofar, asked) = (situations.ToList(), fact);
            situations = sofar.SelectMany(s => asked.Words.Select(w => s.With(asked, w)).Concat(asked.Many ? [s] : []));
        }
        return situations;
    }

    private static string Describe(NeedTable table, Situation situation) => string.Join(", ",
        table.Rows.SelectMany(r => r.When).Select(c => c.Fact).DistinctBy(f => f.Name).Select(f => $"{f.Name} {string.Join("+", situation.Of(f))}"));
}
