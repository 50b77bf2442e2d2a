using System.Globalization;
using System.Text.Json;
using Signposting.Routing;

namespace Signposting.Tests.Routing;

/// <summary>
/// What the partnership's reports say about who helps whom, as rows over the shipped content. Each row is asked twice: of the router, and
/// of the verb that editors use.
/// </summary>
public sealed class RoutingFactsTests
{
    private const string Today = "2026-11-23";

    /// <summary>Answers, day, receiver, why.</summary>
    public static readonly TheoryData<string, string, string, string> Facts = new()
    {
        // Outreach by district until 30 September 2022.
        { "needs: support; area: cambridge-city", "2022-09-30", "cwa-outreach", "outreach" },
        { "needs: support; area: east-cambridgeshire", "2022-09-30", "cwa-outreach", "outreach" },
        { "needs: support; area: south-cambridgeshire", "2022-09-30", "cwa-outreach", "outreach" },
        { "needs: support; area: huntingdonshire", "2022-09-30", "refuge-cambs-outreach", "outreach" },
        { "needs: support; area: fenland", "2022-09-30", "refuge-cambs-outreach", "outreach" },
        { "needs: support; area: peterborough", "2022-09-30", "pwa-outreach-peacock", "outreach" },
        // One county service from 1 October 2022.
        { "needs: support; area: cambridge-city", "2022-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: east-cambridgeshire", "2022-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: south-cambridgeshire", "2022-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: huntingdonshire", "2022-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: fenland", "2022-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: peterborough", "2022-10-01", "dass-county-outreach", "outreach" },
        // Peterborough on its own again from 1 October 2025.
        { "needs: support; area: peterborough", "2025-09-30", "dass-county-outreach", "outreach" },
        { "needs: support; area: peterborough", "2025-10-01", "pwa-outreach-peacock", "outreach" },
        { "needs: support; area: fenland", "2025-09-30", "dass-county-outreach", "outreach" },
        { "needs: support; area: fenland", "2025-10-01", "dass-county-outreach", "outreach" },
        { "needs: support; area: cambridge-city", Today, "dass-county-outreach", "outreach" },
        { "needs: support; area: peterborough", Today, "pwa-outreach-peacock", "outreach" },
        // Nothing but the district is known; nothing at all is known; somewhere else.
        { "area: fenland", Today, "dass-county-outreach", "outreach" },
        { "", Today, "partnership-desk", "area-unknown" },
        { "needs: support; area: elsewhere", Today, "partnership-desk", "elsewhere" },
        { "needs: money housing counselling; area: huntingdonshire", Today, "dass-county-outreach", "outreach" },

        // Refuges near home.
        { "needs: refuge; area: cambridge-city; where: near", Today, "cwa-refuge", "refuge-near" },
        { "needs: refuge; area: east-cambridgeshire", Today, "cwa-refuge", "refuge-near" },
        { "needs: refuge; area: south-cambridgeshire", Today, "cwa-refuge", "refuge-near" },
        { "needs: refuge; area: fenland; where: near", Today, "fenland-refuge", "refuge-near" },
        { "needs: refuge; area: huntingdonshire; where: near", Today, "mid-cambs-refuge", "refuge-near" },
        { "needs: refuge; area: peterborough; where: near", Today, "pwa-refuge", "refuge-near" },
        // Away from here; from elsewhere.
        { "needs: refuge; area: cambridge-city; where: away", Today, "pwa-refuge", "refuge-away" },
        { "needs: refuge; area: fenland; where: away", Today, "cwa-refuge", "refuge-away" },
        { "needs: refuge; area: huntingdonshire; where: away", Today, "cwa-refuge", "refuge-away" },
        { "needs: refuge; area: peterborough; where: away", Today, "cwa-refuge", "refuge-away" },
        { "needs: refuge; area: elsewhere; where: away", Today, "cwa-refuge", "refuge-from-elsewhere" },
        { "needs: refuge", Today, "cwa-refuge", "refuge-from-elsewhere" },
        // Children come too; a son over a certain age, men, and those for whom sharing isn't right go another way.
        { "needs: refuge; area: fenland; children: yes", Today, "fenland-refuge", "refuge-near" },
        { "needs: refuge; area: fenland; children: older-son", Today, "dass-county-outreach", "refuge-older-son" },
        { "needs: refuge; area: fenland; gender: man", Today, "dass-county-outreach", "refuge-women-only" },
        { "needs: refuge; area: fenland; gender: another", Today, "dass-county-outreach", "refuge-women-only" },
        { "needs: refuge; area: peterborough; sharing: not-right", Today, "pwa-outreach-peacock", "refuge-sharing" },
        { "needs: refuge; area: fenland; age: 16-to-17", Today, "dass-county-outreach", "refuge-young" },
        // No recourse to public funds: never a local refuge.
        { "needs: refuge; area: cambridge-city; recourse: no", Today, "dass-county-outreach", "refuge-no-recourse" },
        { "needs: refuge; area: peterborough; recourse: no", Today, "pwa-outreach-peacock", "refuge-no-recourse" },
        { "needs: refuge; area: cambridge-city; recourse: unsure", Today, "cwa-refuge", "refuge-near" },

        // Sexual violence: adults and people under 18.
        { "needs: sexual-violence; area: fenland; age: 25-to-59", Today, "caprcp", "sexual-violence" },
        { "needs: sexual-violence; area: fenland", Today, "caprcp", "sexual-violence" },
        { "needs: sexual-violence; area: fenland; gender: man", Today, "caprcp", "sexual-violence" },
        { "needs: sexual-violence; area: fenland; age: 16-to-17", Today, "caprcp-chisva", "sexual-violence-young" },
        { "needs: sexual-violence; area: fenland; age: 13-to-15", Today, "caprcp-chisva", "sexual-violence-young" },
        { "needs: sexual-violence; area: fenland; age: 18-to-24", Today, "caprcp", "sexual-violence" },
        { "needs: sexual-violence; area: elsewhere", Today, "partnership-desk", "elsewhere" },
        // A place to stay comes before what can wait.
        { "needs: sexual-violence refuge; area: fenland", Today, "fenland-refuge", "refuge-near" },

        // IDVAs take referrals from professionals only.
        { "for: professional; risk: high; area: fenland", Today, "idva-service", "high-risk" },
        { "for: professional; risk: high", Today, "idva-service", "high-risk" },
        { "for: professional; risk: high; area: elsewhere", Today, "partnership-desk", "elsewhere" },
        { "for: professional; risk: not-high; area: fenland", Today, "dass-county-outreach", "outreach" },
        { "for: self; risk: high; area: fenland", Today, "dass-county-outreach", "outreach" },
        { "for: other; risk: high; area: fenland", Today, "dass-county-outreach", "outreach" },

        // Outreach is for people of 16 and over.
        { "needs: support; area: fenland; age: 13-to-15", Today, "victim-witness-hub", "young" },
        { "needs: support; area: fenland; age: 16-to-17", Today, "dass-county-outreach", "outreach" },
        { "needs: support; area: fenland; age: 60-up", Today, "dass-county-outreach", "outreach" },

        // An organisation that must not see it is passed over.
        { "needs: refuge; area: fenland; excluded: Refuge", Today, "dass-county-outreach", "outreach" },
        { "needs: refuge; area: fenland; excluded: Refuge|Domestic Abuse Support Service", Today, "victim-witness-hub", "hub" },
        { "needs: refuge; area: fenland; excluded: Refuge|Domestic Abuse Support Service|Cambridgeshire Victim and Witness Hub", Today, "partnership-desk", "fallback" },
        { "needs: refuge; area: peterborough; excluded: Peterborough Women's Aid", Today, "victim-witness-hub", "hub" },
        { "needs: refuge sexual-violence; area: fenland; excluded: Refuge", Today, "caprcp", "sexual-violence" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_router_knows(string answers, string on, string receiver, string why)
    {
        var outcome = Router.Route(Shipped.Situation(answers), Shipped.Table, DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal((receiver, why), (outcome.Destination.Service.Id, outcome.Destination.Why));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_verb_says(string answers, string on, string receiver, string why)
    {
        var asked = Shipped.Answers(answers).ToDictionary(a => a.Key, a => (object)a.Value);
        asked["on"] = on;

        using var outcome = JsonDocument.Parse(RouteVerb.Run(JsonSerializer.Serialize(asked), Shipped.Table, new DateOnly(1999, 1, 1)));

        Assert.Equal(receiver, outcome.RootElement.GetProperty("destination").GetString());
        Assert.Equal(why, outcome.RootElement.GetProperty("why").GetString());
        Assert.Equal(Shipped.Catalogue.Service(receiver)!.Referrals!.Mailbox, outcome.RootElement.GetProperty("mailbox").GetString());
    }

    /// <summary>Answers, and all that the letter asks for.</summary>
    [Theory]
    [InlineData("area: fenland", "")]
    [InlineData("language: pl; area: fenland", "eastern-european")]
    [InlineData("language: lt; own-community: welcome", "eastern-european")]
    [InlineData("language: pl; own-community: not-wanted", "")]
    [InlineData("language: en", "")]
    [InlineData("specialist: eastern-european", "eastern-european")]
    [InlineData("specialist: minority-ethnic", "minority-ethnic")]
    [InlineData("specialist: male", "male")]
    [InlineData("gender: man", "male")]
    [InlineData("specialist: young-person", "young-person")]
    [InlineData("age: 13-to-15", "young-person")]
    [InlineData("age: 16-to-17", "young-person")]
    [InlineData("age: 18-to-24", "")]
    [InlineData("needs: stalking", "stalking")]
    [InlineData("specialist: stalking", "stalking")]
    [InlineData("needs: housing", "housing")]
    [InlineData("needs: stay-safe", "housing")]
    [InlineData("specialist: housing", "housing")]
    [InlineData("needs: refuge; recourse: no", "housing")]
    [InlineData("needs: refuge; gender: man", "male housing")]
    [InlineData("needs: refuge; children: older-son", "housing")]
    [InlineData("needs: refuge; sharing: not-right", "housing")]
    [InlineData("needs: refuge; recourse: yes", "")]
    [InlineData("needs: child-to-parent", "child-to-parent")]
    [InlineData("specialist: child-to-parent", "child-to-parent")]
    [InlineData("needs: stalking housing; specialist: stalking; gender: man; age: 16-to-17", "male young-person stalking housing")]
    public void Specialist_support_is_asked_for_on_the_letter(string answers, string marks) =>
        Assert.Equal(marks, string.Join(' ', Router.Route(Shipped.Situation(answers), Shipped.Table, new DateOnly(2026, 11, 23)).Marks));

    /// <summary>Answers, and who else can be chosen.</summary>
    [Theory]
    [InlineData("needs: support; area: fenland", "victim-witness-hub")]
    [InlineData("needs: refuge; area: fenland", "dass-county-outreach victim-witness-hub")]
    [InlineData("needs: refuge; area: fenland; excluded: Refuge", "victim-witness-hub")]
    [InlineData("needs: support; area: fenland; excluded: Cambridgeshire Victim and Witness Hub", "")]
    [InlineData("needs: refuge sexual-violence; area: cambridge-city", "caprcp dass-county-outreach victim-witness-hub")]
    [InlineData("needs: support; area: fenland; gender: man", "pwa-male-project victim-witness-hub")]
    [InlineData("needs: support; area: fenland; language: bsl", "cambs-deaf-association victim-witness-hub")]
    [InlineData("needs: refuge; area: peterborough; language: pl; gender: woman", "pwa-outreach-peacock pwa-lithuanian-polish victim-witness-hub")]
    [InlineData("needs: refuge; area: peterborough; language: pl; own-community: not-wanted", "pwa-outreach-peacock victim-witness-hub")]
    [InlineData("needs: support; area: elsewhere", "")]
    [InlineData("for: professional; risk: high; area: fenland; needs: refuge", "fenland-refuge dass-county-outreach victim-witness-hub")]
    public void Others_can_be_chosen(string answers, string others) =>
        Assert.Equal(others, string.Join(' ', Router.Route(Shipped.Situation(answers), Shipped.Table, new DateOnly(2026, 11, 23)).Alternatives.Select(a => a.Service.Id)));
}
