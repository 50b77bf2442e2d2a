using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Routing;

/// <summary>One row: in these situations, between these days, this service.</summary>
/// <param name="When">All must hold.</param>
/// <param name="To">The service that receives it; null when the row defers to <paramref name="As"/>.</param>
/// <param name="As">The id of a later table that decides instead, or null.</param>
/// <param name="Why">Names the phrase that tells the person why: <c>routing.why.{why}</c>.</param>
/// <param name="From">First day it is in force, or null for always.</param>
/// <param name="Until">Last day it is in force, or null for always.</param>
/// <param name="At">Where it stands.</param>
internal sealed record Row(IReadOnlyList<Condition> When, Service? To, string? As, string Why, DateOnly? From, DateOnly? Until, Place At)
{
    public bool InForce(DateOnly day) => (From is null || day >= From) && (Until is null || day <= Until);

    public bool Matches(Situation situation, DateOnly day) => InForce(day) && When.All(c => c.Holds(situation));

    public bool SameConditionsAs(Row other) => When.Count == other.When.Count && When.All(c => other.When.Any(c.SameAs));

    public bool OverlapsInTime(Row other) =>
        (From ?? DateOnly.MinValue) <= (other.Until ?? DateOnly.MaxValue) && (other.From ?? DateOnly.MinValue) <= (Until ?? DateOnly.MaxValue);
}

/// <summary>Rows for one kind of need, the first that matches decides.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Gate">When the table is asked at all.</param>
/// <param name="Rows">In order.</param>
/// <param name="At">Where it stands.</param>
internal sealed record NeedTable(string Id, IReadOnlyList<Condition> Gate, IReadOnlyList<Row> Rows, Place At);

/// <summary>A mark on the letter ("specialist support asked for: stalking") in these situations.</summary>
internal sealed record Mark(string Id, IReadOnlyList<Condition> When);

/// <summary>
/// Who receives a referral: <c>routing.yaml</c>. Tables are asked in order, the first that applies decides; what the others say can be
/// chosen instead. A catalogue with a gap, an overlap or a row that is never reached isn't accepted: see <see cref="RoutingCoverage"/>.
/// </summary>
public sealed class RoutingTable
{
    internal RoutingTable(
        IReadOnlyList<Fact> facts, IReadOnlyList<NeedTable> tables, IReadOnlyList<Row> also, IReadOnlyList<Mark> marks, Service fallback, Place fallbackAt) =>
        (Known, Tables, Also, Marks, Fallback, FallbackAt) = (facts, tables, also, marks, fallback, fallbackAt);

    /// <summary>Every fact that a situation may hold.</summary>
    public IReadOnlyList<Fact> Known { get; }

    /// <summary>Who receives what nobody else can.</summary>
    public Service Fallback { get; }

    internal IReadOnlyList<NeedTable> Tables { get; }

    internal IReadOnlyList<Row> Also { get; }

    internal IReadOnlyList<Mark> Marks { get; }

    internal Place FallbackAt { get; }

    /// <summary>Every service that a referral may go to, in the order of the content's numbers.</summary>
    public IReadOnlyList<Service> Receivers =>
        [.. Tables.SelectMany(t => t.Rows).Concat(Also).Select(r => r.To).OfType<Service>().Append(Fallback).Distinct().OrderBy(s => s.Number)];

    /// <summary>The names of all reasons that a person may be given.</summary>
    public IEnumerable<string> Reasons => Tables.SelectMany(t => t.Rows).Concat(Also).Select(r => r.Why).Append("fallback").Distinct();
}
