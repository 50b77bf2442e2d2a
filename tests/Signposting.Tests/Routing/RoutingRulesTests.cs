using System.Text.Json;
using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Tests.Routing;

/// <summary>What holds for every combination of answers.</summary>
public sealed class RoutingRulesTests
{
    private static readonly DateOnly[] Days = [new(2020, 1, 1), new(2022, 9, 30), new(2022, 10, 1), new(2025, 9, 30), new(2025, 10, 1), new(2026, 11, 23), new(2040, 1, 1)];

    /// <summary>Every combination of the answers that can decide about a refuge, with those that could smuggle one in beside it.</summary>
    [Fact]
    public void No_recourse_never_leads_to_a_local_refuge()
    {
        var asked = 0;
        foreach (var situation in All("for", "risk", "area", "age", "gender", "where", "children", "sharing").Select(s => s.With(Fact("needs"), "refuge", "housing").With(Fact("recourse"), "no")))
        {
            var outcome = Router.Route(situation, Shipped.Table, Days[asked++ % Days.Length]);
            if (outcome.Alternatives.Prepend(outcome.Destination).Any(c => c.Service.Kind == ServiceKind.Refuge))
                Assert.Fail($"{string.Join(", ", situation.Answers.Select(a => $"{a.Key} {string.Join('+', a.Value)}"))} leads to a refuge.");
        }
        Assert.True(asked > 10_000, $"Only {asked} combinations were asked.");
    }

    [Fact]
    public void A_refuge_is_for_women_without_an_older_son_who_can_share() =>
        None.Of(from situation in All("area", "age", "gender", "where", "children", "sharing").Select(s => s.With(Fact("needs"), "refuge"))
                let outcome = Router.Route(situation, Shipped.Table, Days[5])
                where outcome.Alternatives.Prepend(outcome.Destination).Any(c => c.Service.Kind == ServiceKind.Refuge)
                where situation.Of(Fact("gender"))[0] is "man" or "another" || situation.Of(Fact("children"))[0] == "older-son" || situation.Of(Fact("sharing"))[0] == "not-right"
                    || situation.Of(Fact("age"))[0] is "under-13" or "13-to-15" or "16-to-17"
                select string.Join(", ", situation.Answers.SelectMany(a => a.Value)));

    [Fact]
    public void A_self_referral_never_goes_to_an_idva() =>
        None.Of(from situation in All("for", "risk", "area", "age", "gender", "specialist", "language")
                where situation.Of(Fact("for"))[0] != "professional"
                let outcome = Router.Route(situation, Shipped.Table, Days[5])
                from choice in outcome.Alternatives.Prepend(outcome.Destination)
                where choice.Service.Kind == ServiceKind.Idva
                select string.Join(", ", situation.Answers.SelectMany(a => a.Value)));

    [Fact]
    public void Whoever_is_excluded_never_receives_it_unless_nobody_is_left()
    {
        foreach (var organisation in Shipped.Table.Receivers.Select(r => r.Organisation).Distinct())
            foreach (var situation in All("area", "needs", "gender", "language").Select(s => s with { Excluded = [organisation] }))
            {
                var outcome = Router.Route(situation, Shipped.Table, Days[5]);
                Assert.DoesNotContain(outcome.Alternatives, c => c.Service.Organisation == organisation);
                if (outcome.Destination.Service.Organisation == organisation) Assert.Equal("fallback", outcome.Destination.Why);
            }
    }

    [Fact]
    public void With_everybody_excluded_the_fallback_receives_it()
    {
        var outcome = Router.Route(new Situation { Excluded = [.. Shipped.Table.Receivers.Select(r => r.Organisation)] }, Shipped.Table, Days[5]);

        Assert.Equal((Shipped.Table.Fallback, "fallback"), (outcome.Destination.Service, outcome.Destination.Why));
        Assert.Empty(outcome.Alternatives);
    }

    [Fact]
    public void Nobody_is_offered_twice_and_nobody_who_has_closed() =>
        None.Of(from day in Days.Where(d => d.Year >= 2026)
                from situation in All("for", "risk", "area", "needs", "gender", "language", "own-community")
                let choices = Router.Route(situation, Shipped.Table, day) is var o ? o.Alternatives.Prepend(o.Destination).ToList() : []
                where choices.DistinctBy(c => c.Service.Id).Count() != choices.Count || choices.Any(c => c.Service.Status == ServiceStatus.Closed)
                select $"{day}: {string.Join(", ", situation.Answers.SelectMany(a => a.Value))}");

    [Fact]
    public void Every_mailbox_of_the_shipped_content_is_reserved_for_examples() =>
        None.Of(Shipped.Catalogue.Services.Select(s => s.Referrals?.Mailbox).OfType<string>().Where(m => !m.EndsWith(".example", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""[]""", "Give one JSON object")]
    [InlineData("""{ "area": """, "isn't readable as JSON")]
    [InlineData("""{ "aera": "fenland" }""", "'aera' isn't known. Known are for, risk, area")]
    [InlineData("""{ "needs": ["refuge", "money", "x"] }""", "'x' isn't an answer to 'needs'. Use any of refuge")]
    [InlineData("""{ "area": 3 }""", "'area' should be a text or a list of texts")]
    [InlineData("""{ "on": "tomorrow" }""", "'on' should be a date such as 2026-11-23")]
    public void The_verb_says_what_it_does_not_understand(string json, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => RouteVerb.Run(json, Shipped.Table, Days[0])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_verb_without_a_date_means_today()
    {
        string To(DateOnly today) => JsonDocument.Parse(RouteVerb.Run("""{ "area": "peterborough" }""", Shipped.Table, today)).RootElement.GetProperty("destination").GetString()!;

        Assert.Equal(("dass-county-outreach", "pwa-outreach-peacock"), (To(new(2025, 9, 30)), To(new(2025, 10, 1))));
    }

    private static Fact Fact(string name) => Shipped.Table.Known.Single(f => f.Name == name);

    /// <summary>Every combination of the answers to these facts.</summary>
    private static IEnumerable<Situation> All(params string[] facts) => facts.Select(Fact).Aggregate(
        (IEnumerable<Situation>)[new Situation()], (sofar, fact) => sofar.SelectMany(s => fact.Words.Select(w => s.With(fact, w))));
}
