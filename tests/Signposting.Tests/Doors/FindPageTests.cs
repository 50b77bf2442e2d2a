using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Doors;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Tests.Doors;

/// <summary>The page "Help me find": three questions, none of which has to be answered, and nothing kept of them.</summary>
public sealed partial class FindPageTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Fields = ["what", "where", "matters", "spoken", "go"];

    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Fact]
    public async Task Three_taps_lead_to_the_first_door()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/en/f");
        Assert.Contains("Question 1 of 3", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("what", "stalking");
        Assert.Contains("Question 2 of 3", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("where", "fenland");
        Assert.Contains("Question 3 of 3", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("show");

        Assert.Equal("Start here", visitor.Heading);
        Assert.Equal("stalking-helpline", visitor.Doors(Catalogue)[0].Id);
    }

    [Fact]
    public async Task The_home_page_leads_to_the_first_door_in_three_taps_in_the_reader_s_language()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/pl");
        await visitor.OpenAsync(visitor.Page.QuerySelector("main .doors a")!.GetAttribute("href")!);
        await visitor.PressAsync("what", "talk");
        await visitor.PressAsync("show");

        Assert.Equal("opoka", visitor.Doors(Catalogue)[0].Id);
    }

    /// <summary>Each way to answer or skip the three questions.</summary>
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    public async Task Each_question_can_be_skipped(bool what, bool where, bool matters)
    {
        var visitor = await Finder.AskAsync(site.Browser(), what ? "unsure" : null, where ? "fenland" : null, matters ? ["children"] : null);

        Assert.Equal("Start here", visitor.Heading);
        Assert.Contains("national-da-helpline", visitor.Doors(Catalogue).Select(s => s.Id));
    }

    [Theory]
    [InlineData("any", "any")]
    [InlineData("<b>what", "Atlantis")]
    [InlineData("STALKING", "Fenland")]
    [InlineData("stalking,sexual", "fenland,peterborough")]
    [InlineData("99999999999999999999", "-1")]
    public async Task Words_that_are_on_no_list_count_as_skipped_and_are_shown_nowhere(string what, string where)
    {
        var skipped = await Finder.AskAsync(site.Browser());
        var visitor = new Visitor(site.Browser());

        await visitor.PostAsync("/en/f", [("what", what)]);
        AssertHolds(visitor, ("what", "any"), ("spoken", "en"));
        await visitor.PostAsync("/en/f", [("what", what), ("where", where)]);
        AssertHolds(visitor, ("what", "any"), ("where", "any"));
        await visitor.PostAsync("/en/f", [("what", what), ("where", where), ("matters", "tall"), ("matters", "7"), ("matters", ""), ("spoken", "xx"), ("go", "show"), ("more", "odd")]);

        Assert.Equal(skipped.Page.Body!.OuterHtml, visitor.Page.Body!.OuterHtml);
    }

    [Theory]
    [InlineData("go", "show")]
    [InlineData("where", "fenland")]
    [InlineData("matters", "deaf")]
    [InlineData("what", "")]
    public async Task What_says_nothing_of_the_first_question_asks_it(string name, string value)
    {
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync("/en/f", [(name, value)]);

        Assert.Equal((200, "What is going on?"), ((int)visitor.Status, visitor.Heading));
    }

    [Fact]
    public async Task A_matter_that_is_posted_twice_is_one()
    {
        var once = await Finder.AskAsync(site.Browser(), "talk", "fenland", ["deaf"]);
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync("/en/f", [("what", "talk"), ("where", "fenland"), ("matters", "deaf"), ("matters", "deaf"), ("go", "show")]);

        Assert.Equal(once.Text, visitor.Text);
    }

    /// <summary>From the first question to the answer: no address says more than that this is the page, and no cookie is set.</summary>
    [Fact]
    public async Task Nothing_that_was_chosen_stands_in_an_address_or_a_cookie()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/en/f");
        AssertSaysNothing(visitor);
        await visitor.PressAsync("what", "stalking");
        AssertSaysNothing(visitor);
        await visitor.PressAsync("where", "fenland");
        AssertSaysNothing(visitor);
        await visitor.Fill("matters", "deaf", "no-recourse").Fill("spoken", "lt").PressAsync("show");
        AssertSaysNothing(visitor);
        // Nor does the answer carry them on: whoever goes back begins anew.
        Assert.Empty(visitor.Page.QuerySelectorAll("main :is(input, button, form)"));
    }

    /// <summary>An address that says what was chosen does nothing: such a link can't be made, sent or kept.</summary>
    [Fact]
    public async Task Answers_in_the_address_are_not_read()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/en/f?what=stalking&where=fenland&go=show");
        Assert.Equal("What is going on?", visitor.Heading);
        await visitor.PostAsync("/en/f?where=fenland&go=show&matters=deaf", [("what", "stalking")]);
        Assert.Equal("Where do you live?", visitor.Heading);
    }

    [Fact]
    public async Task Only_what_was_answered_is_posted()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/en/f");
        Assert.Empty(Carried(visitor));
        await visitor.PressAsync("what", "stalking");
        Assert.Equal([("what", "stalking"), ("spoken", "en")], Carried(visitor));
        await visitor.PressAsync("where", "fenland");
        Assert.Equal([("what", "stalking"), ("where", "fenland"), ("spoken", "")], Carried(visitor));
        Assert.All(visitor.Page.QuerySelectorAll("main [name]"), field => Assert.Contains(field.GetAttribute("name"), Fields));
    }

    [Fact]
    public async Task Back_leads_from_the_first_question_home_and_from_the_others_to_the_first()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/en/f");
        Assert.Equal("/en", Back(visitor));
        await visitor.PressAsync("what", "stalking");
        Assert.Equal("/en/f", Back(visitor));
        await visitor.PressAsync("where", "fenland");
        Assert.Equal("/en/f", Back(visitor));
        await visitor.PressAsync("show");
        Assert.Equal("/en/f", Back(visitor));

        static string? Back(Visitor visitor) => visitor.Page.QuerySelectorAll("main [data-back]").Single().GetAttribute("href");
    }

    [Theory]
    [InlineData("en", "")]
    [InlineData("pl", "pl")]
    [InlineData("ur", "ur")]
    public async Task The_language_of_the_page_is_chosen_beforehand_as_the_one_to_speak(string page, string chosen)
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{page}/f");
        await visitor.PressAsync("what", "talk");
        await visitor.PressAsync("where", "peterborough");

        var select = (IHtmlSelectElement)visitor.Page.QuerySelector("select[name=spoken]")!;
        Assert.Equal(chosen, select.Value);
        Assert.Equal(Catalogue.Phrases.Languages.Select(l => l.Code).Where(c => c != Language.English).Prepend(""), select.Options.Select(o => o.Value));
    }

    [Fact]
    public async Task The_form_is_offered_but_not_in_danger_and_not_to_somebody_who_harms()
    {
        foreach (var need in Catalogue.Part<DoorTable>().Needs.Select(n => n.Id).Append(FindPage.Skipped))
        {
            var visitor = await Finder.AskAsync(site.Browser(), need);
            Assert.True(visitor.Page.QuerySelectorAll("main a.button[href='/en/c']").Length == (need is "danger" or "harm" ? 0 : 1), need);
        }
    }

    [Theory]
    [InlineData("friend", "fenland", true)]
    [InlineData("friend", "cambridge-city", false)] // Women's Aid there advises friends, too.
    [InlineData("support", "fenland", false)]
    [InlineData("friend", "elsewhere", false)]
    [InlineData("friend", "any", false)]
    public async Task Where_nobody_is_near_the_page_says_so(string what, string where, bool says)
    {
        var visitor = await Finder.AskAsync(site.Browser(), what, where);
        Assert.Equal(says, visitor.Text.Contains("We know of nobody in Fenland for just this.", StringComparison.Ordinal));
        Assert.Equal(says, visitor.Text.Contains("We know of nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_door_says_why_it_is_shown()
    {
        var visitor = await Finder.AskAsync(site.Browser(), "support", "peterborough", ["men"], "pl");

        var why = visitor.Page.QuerySelectorAll("main .card .why").Select(w => string.Join(' ', w.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(visitor.Doors(Catalogue).Count, why.Count);
        Assert.All(why, w => Assert.StartsWith("Shown because: ", w, StringComparison.Ordinal));
        Assert.EndsWith("· It is for a man", why[0], StringComparison.Ordinal);
        Assert.Contains(why, w => w.Contains("· Peterborough ·", StringComparison.Ordinal) && w.Contains(Catalogue.Phrases.Say(Catalogue.Phrases.Languages[0], "spoken.pl").Text, StringComparison.Ordinal));
    }

    /// <summary>Support in Peterborough has no number of its own to show; the first of those that stand in for it is for women.</summary>
    [Theory]
    [InlineData("Men's Advice Line (Respect)", "men")]
    [InlineData("National Domestic Abuse Helpline")]
    public async Task Who_stands_in_for_a_number_is_there_for_the_reader(string name, params string[] matters)
    {
        var visitor = await Finder.AskAsync(site.Browser(), "support", "peterborough", matters);

        var card = visitor.Page.QuerySelectorAll("main .card").Single(c => c.QuerySelector("a[href='/en/s/6']") is not null);
        Assert.Contains(name, card.QuerySelector("p:not(.why) > bdi")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.QuerySelector("a[href^='tel:']"));
    }

    private static void AssertHolds(Visitor visitor, params (string, string)[] fields) =>
        Assert.Equal(fields, visitor.Page.QuerySelectorAll("main input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)));

    private static IEnumerable<(string, string)> Carried(Visitor visitor) => visitor.Fields((IHtmlFormElement)visitor.Page.QuerySelector("main form")!);

    private static void AssertSaysNothing(Visitor visitor)
    {
        Assert.Equal(200, (int)visitor.Status);
        Assert.Equal("/en/f", visitor.Response.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.False(visitor.Response.Headers.Contains("Set-Cookie"));
        Assert.Contains("no-store", visitor.Response.Headers.GetValues("Cache-Control"));
        var addresses = visitor.Page.All.SelectMany(e => new[] { "href", "action", "formaction" }.Select(e.GetAttribute)).OfType<string>().Where(a => a.StartsWith('/'));
        Assert.All(addresses, a => Assert.Matches(Neutral(), a));
        Assert.All(visitor.Page.QuerySelectorAll("main form"), f => Assert.Equal(("post", "/en/f"), (f.GetAttribute("method"), f.GetAttribute("action"))));
    }

    [GeneratedRegex(@"^/[a-z]{2}(/[a-z](/\d+)?|/leave)?$")]
    private static partial Regex Neutral();
}
