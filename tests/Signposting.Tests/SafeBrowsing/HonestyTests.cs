using AngleSharp.Dom;
using Signposting.Listings;
using Signposting.Tests.Pages;

namespace Signposting.Tests.SafeBrowsing;

/// <summary>Decision 14: what leaving does and doesn't do is one tap away wherever somebody is, and whole in the languages that we promise.</summary>
[Collection(nameof(EveryPage))]
public sealed class HonestyTests(EveryPage every)
{
    public static TheoryData<string> Promised => ["en", "pl", "ur", "lt"];

    [Fact]
    public void Every_page_leads_to_what_leaving_does()
    {
        var leaving = Page("leaving");
        None.Of(every.Seen.Where(p => !p.Links.Contains($"/{p.Language}{SitePaths.Guidance(leaving.Number)}")).Select(p => p.Label));
    }

    [Fact]
    public void It_is_shown_before_the_first_question_of_the_form() =>
        None.Of(every.Catalogue.Phrases.Languages.Where(l => !every.At($"/{l.Code}/c")!.MainLinks.Contains($"/{l.Code}{SitePaths.Guidance(Page("leaving").Number)}")).Select(l => l.Code));

    [Theory]
    [MemberData(nameof(Promised))]
    public void Leaving_practising_clearing_and_finding_us_again_are_written_in_the_language_and_lead_to_each_other(string language)
    {
        string[] together = ["leaving", "practise-leaving", "clear-history", "find-us-again"];
        foreach (var id in together)
        {
            var page = every.At($"/{language}{SitePaths.Guidance(Page(id).Number)}")!;
            None.Of(page.Parse().QuerySelectorAll("main h1[lang], main h1 [lang], main h2[lang], main h2 [lang]").Where(e => e.GetAttribute("lang") != language && !e.Matches(".cards *")).Select(e => e.OuterHtml));
            Assert.Contains(together, other => other != id && page.MainLinks.Contains($"/{language}{SitePaths.Guidance(Page(other).Number)}"));
        }
        Assert.All(together.Skip(1), other => Assert.Contains($"/{language}{SitePaths.Guidance(Page(other).Number)}", every.At($"/{language}{SitePaths.Guidance(Page("leaving").Number)}")!.MainLinks));
    }

    [Theory]
    [MemberData(nameof(Promised))]
    public void Five_browsers_on_telephone_and_computer_have_their_steps(string language)
    {
        var page = every.At($"/{language}{SitePaths.Guidance(Page("clear-history").Number)}")!.Parse();
        foreach (var (browser, ways) in new[] { ("Chrome", 3), ("Safari", 2), ("Firefox", 3), ("Edge", 2), ("Samsung Internet", 1) })
        {
            var heading = page.QuerySelectorAll("main h2").SingleOrDefault(h => h.TextContent.Contains(browser, StringComparison.Ordinal));
            Assert.True(heading is not null, $"{browser} is missing");
            var steps = 0;
            for (var next = heading.NextElementSibling; next is not null && next.LocalName != "h2"; next = next.NextElementSibling) steps += next.LocalName == "ol" ? 1 : 0;
            Assert.True(steps == ways, $"{browser} has {steps} lists of steps, not {ways}");
        }
    }

    [Theory]
    [MemberData(nameof(Promised))]
    public void What_the_pages_quote_is_what_the_site_says(string language)
    {
        var phrases = every.Catalogue.Phrases;
        var reader = phrases.Languages.Single(l => l.Code == language);
        var words = every.At($"/{language}{SitePaths.Guidance(Page("leaving").Number)}")!.Words;
        foreach (var key in new[] { "leave.control", "idle.heading", "idle.go-on" }) Assert.Contains(phrases.Say(reader, key).Text, words, StringComparison.Ordinal);
        Assert.Contains(phrases.Say(reader, "site.title").Text, every.At($"/{language}{SitePaths.Guidance(Page("clear-history").Number)}")!.Words, StringComparison.Ordinal);
    }

    private GuidancePage Page(string id) => every.Catalogue.Page(id)!;
}
