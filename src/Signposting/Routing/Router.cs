using Signposting.Listings;

namespace Signposting.Routing;

/// <summary>A service that may receive the referral, and why.</summary>
/// <param name="Service">The service.</param>
/// <param name="Why">Names the phrase <c>routing.why.{why}</c>.</param>
public sealed record Choice(Service Service, string Why);

/// <summary>Who should receive a referral.</summary>
/// <param name="Destination">The one it goes to unless the person chooses otherwise.</param>
/// <param name="Alternatives">Who else could be chosen.</param>
/// <param name="Marks">Specialist support that the letter asks for: <c>stalking</c>.</param>
public sealed record Outcome(Choice Destination, IReadOnlyList<Choice> Alternatives, IReadOnlyList<string> Marks);

/// <summary>Decides who should receive a referral. Pure: the same situation, table and day give the same outcome.</summary>
public static class Router
{
    /// <summary>There is always an outcome: what nobody else can take goes to the fallback.</summary>
    /// <param name="situation">What is known.</param>
    /// <param name="table">The rules.</param>
    /// <param name="day">The day in Cambridgeshire.</param>
    public static Outcome Route(Situation situation, RoutingTable table, DateOnly day)
    {
        var choices = table.Tables.Where(t => t.Gate.All(c => c.Holds(situation)))
            .Select(t => Decide(t, situation, table, day))
            .Concat(table.Also.Where(r => r.Matches(situation, day) && r.To is not null).Select(r => new Choice(r.To!, r.Why)))
            .OfType<Choice>()
            .Where(c => !situation.Excluded.Contains(c.Service.Organisation))
            .DistinctBy(c => c.Service.Id)
            .ToList();
        var destination = choices.FirstOrDefault() ?? new Choice(table.Fallback, "fallback");
        return new Outcome(destination, [.. choices.Skip(1)], [.. table.Marks.Where(m => m.When.All(c => c.Holds(situation))).Select(m => m.Id).Distinct()]);
    }

    private static Choice? Decide(NeedTable table, Situation situation, RoutingTable all, DateOnly day)
    {
        if (table.Rows.FirstOrDefault(r => r.Matches(situation, day)) is not { } row) return null;
        if (row.To is { } service) return new Choice(service, row.Why);
        return Decide(all.Tables.First(t => t.Id == row.As), situation, all, day) is { } other ? other with { Why = row.Why } : null;
    }
}
