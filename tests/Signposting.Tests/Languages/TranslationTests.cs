using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>What is promised in every language: every word of the interface, and the pages that somebody needs first.</summary>
public sealed class TranslationTests(Site site) : IClassFixture<Site>
{
    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Theory]
    [MemberData(nameof(TranslatedInto.Languages), MemberType = typeof(TranslatedInto))]
    public void Every_phrase_is_translated_from_the_English_of_today(string language)
    {
        var reader = Catalogue.Phrases.Languages.Single(l => l.Code == language);
        None.Of(Catalogue.Phrases.Keys.Where(k => Catalogue.Phrases.Say(reader, k).FellBack || Catalogue.Phrases.Count(reader, k, 5).Text.Length == 0));
    }

    /// <summary>The pages that somebody needs first are there in every language that is promised.</summary>
    [Theory]
    [InlineData("pl", "polish-speakers")]
    [InlineData("ur", "south-asian-communities")]
    [InlineData("lt", "lithuanian-speakers")]
    [InlineData("pa", "south-asian-communities")]
    [InlineData("bn", "south-asian-communities")]
    [InlineData("hi", "south-asian-communities")]
    [InlineData("gu", "south-asian-communities")]
    public void The_pages_needed_first_are_there(string language, string community) =>
        None.Of(new[] { "privacy", "what-is-a-refuge", "what-is-outreach", "leaving", "in-danger-now", "after-you-send", "find-us-again", "clear-history", "practise-leaving", community }
            .Where(id => Catalogue.Page(id)!.Bodies[language].In.Code != language));

    /// <summary>Nothing left out on the way: the same headings and the same links as in English, and who stands behind the words is said.</summary>
    [Theory]
    [MemberData(nameof(TranslatedInto.Languages), MemberType = typeof(TranslatedInto))]
    public async Task A_page_that_is_translated_is_translated_whole(string language)
    {
        foreach (var page in Catalogue.Pages.Where(p => p.Bodies[language].In.Code == language))
        {
            var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}{SitePaths.Guidance(page.Number)}");
            var english = await new Visitor(site.Browser()).OpenAsync($"/en{SitePaths.Guidance(page.Number)}");

            Assert.Equal((page.Id, language), (page.Id, visitor.Page.QuerySelector("article")!.GetAttribute("lang")));
            Assert.Equal((page.Id, english.Page.QuerySelectorAll("article h2, article h3").Length), (page.Id, visitor.Page.QuerySelectorAll("article h2, article h3").Length));
            Assert.Equal(
                english.Page.QuerySelectorAll("article a").Select(a => a.GetAttribute("href")!.Replace("/en", "/" + language, StringComparison.Ordinal)).Distinct().Order(),
                visitor.Page.QuerySelectorAll("article a").Select(a => a.GetAttribute("href")!).Distinct().Order());
            Assert.Contains(page.States[language].Review, Enum.GetValues<TranslationReview>());
        }
    }

    /// <summary>A translation whose English has changed since is out of date: the English is shown, not something that is no longer true.</summary>
    [Fact]
    public void A_translation_of_an_older_English_is_not_used()
    {
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "en.po"), "msgctxt \"a\"\nmsgid \"New\"\nmsgstr \"\"\n\nmsgctxt \"b\"\nmsgid \"Same\"\nmsgstr \"\"\n");
        File.WriteAllText(Path.Combine(folder, "pl.po"), "msgctxt \"a\"\nmsgid \"Old\"\nmsgstr \"Stare\"\n\nmsgctxt \"b\"\nmsgid \"Same\"\nmsgstr \"To samo\"\n");
        var faults = new Faults();
        var polish = Catalogue.Phrases.Languages.Single(l => l.Code == "pl");

        var phrases = Phrases.Read(folder, [Catalogue.Phrases.English, polish], faults);

        Assert.True(faults.None);
        Assert.Equal(("New", true), (phrases.Say(polish, "a").Text, phrases.Say(polish, "a").FellBack));
        Assert.Equal(("To samo", false), (phrases.Say(polish, "b").Text, phrases.Say(polish, "b").FellBack));
    }
}
