using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>What is promised in Polish and in Urdu: every word of the interface, and the pages that somebody needs first.</summary>
public sealed class TranslationTests(Site site) : IClassFixture<Site>
{
    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Theory]
    [InlineData("pl")]
    [InlineData("ur")]
    public void Every_phrase_is_translated_from_the_English_of_today(string language)
    {
        var reader = Catalogue.Phrases.Languages.Single(l => l.Code == language);
        None.Of(Catalogue.Phrases.Keys.Where(k => Catalogue.Phrases.Say(reader, k).FellBack || Catalogue.Phrases.Count(reader, k, 5).Text.Length == 0));
    }

    [Theory]
    [InlineData("pl", "privacy")]
    [InlineData("pl", "what-is-a-refuge")]
    [InlineData("pl", "what-is-outreach")]
    [InlineData("pl", "polish-speakers")]
    [InlineData("pl", "leaving")]
    [InlineData("pl", "in-danger-now")]
    [InlineData("pl", "after-you-send")]
    [InlineData("ur", "privacy")]
    [InlineData("ur", "what-is-a-refuge")]
    [InlineData("ur", "what-is-outreach")]
    [InlineData("ur", "south-asian-communities")]
    [InlineData("ur", "leaving")]
    [InlineData("ur", "in-danger-now")]
    [InlineData("ur", "after-you-send")]
    public async Task The_page_is_there_whole(string language, string id)
    {
        var page = Catalogue.Page(id)!;
        Assert.Equal(language, page.Bodies[language].In.Code);

        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}{SitePaths.Guidance(page.Number)}");
        var english = await new Visitor(site.Browser()).OpenAsync($"/en{SitePaths.Guidance(page.Number)}");

        Assert.Equal(language, visitor.Page.QuerySelector("article")!.GetAttribute("lang"));
        // Nothing left out on the way: the same headings and the same links as in English.
        Assert.Equal(english.Page.QuerySelectorAll("article h2, article h3").Length, visitor.Page.QuerySelectorAll("article h2, article h3").Length);
        Assert.Equal(
            english.Page.QuerySelectorAll("article a").Select(a => a.GetAttribute("href")!.Replace("/en", "/" + language, StringComparison.Ordinal)).Distinct().Order(),
            visitor.Page.QuerySelectorAll("article a").Select(a => a.GetAttribute("href")!).Distinct().Order());
        // Who stands behind the words is said.
        Assert.Contains(page.States[language].Review, Enum.GetValues<TranslationReview>());
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
