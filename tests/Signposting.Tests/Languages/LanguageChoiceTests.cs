using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>Which language a reader gets, by the path or by their browser.</summary>
public sealed class LanguageChoiceTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(null, "/en")]
    [InlineData("", "/en")]
    [InlineData("pl", "/pl")]
    [InlineData("pl-PL", "/pl")]
    [InlineData("PL-pl", "/pl")]
    [InlineData("ur-PK,ur;q=0.9,en;q=0.8", "/ur")]
    [InlineData("en;q=0.5, lt;q=0.8, pl;q=0.7", "/lt")]
    [InlineData("fr-FR, fr;q=0.9, gu;q=0.2", "/gu")]
    [InlineData("fr-FR, de;q=0.9", "/en")]
    [InlineData("pl;q=0, lt;q=0.1", "/lt")]
    [InlineData("*", "/en")]
    [InlineData("plx, hi", "/hi")]
    [InlineData("pa-Guru-IN", "/pa")]
    [InlineData("not a language;;;q=x", "/en")]
    [InlineData("en-GB,en;q=0.9,pl;q=0.8", "/en")]
    public async Task The_bare_address_goes_to_the_browser_s_language(string? accepts, string to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepts);

        using var response = await site.Browser().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Redirect, to), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Contains("Accept-Language", response.Headers.Vary);
        Assert.Contains("no-store", response.Headers.GetValues("Cache-Control"));
    }

    [Theory]
    [InlineData("/pl")]
    [InlineData("/pl/s")]
    [InlineData("/pl/nothing-here")]
    public async Task The_language_of_the_path_wins_over_the_browser_s(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", "ur");

        using var response = await site.Browser().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"pl\" dir=\"ltr\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr")]
    [InlineData("/fr/g/1")]
    [InlineData("/xx/s")]
    public async Task A_language_that_we_do_not_have_is_not_found_and_said_in_the_browser_s(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", "ur");

        using var response = await site.Browser().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<html lang=\"ur\" dir=\"rtl\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/PL", "pl")]
    [InlineData("/Ur/s", "ur")]
    public async Task Capitals_in_the_path_do_not_matter(string path, string language)
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, language), (visitor.Status, visitor.Page.DocumentElement.GetAttribute("lang")));
    }

    /// <summary>A page that nobody has translated shows its English, and says so to screen readers and to the direction of its lines.</summary>
    [Theory]
    [InlineData("lt", "ltr")]
    [InlineData("ur", "rtl")]
    public async Task What_is_missing_in_a_language_is_shown_in_English_and_marked(string language, string direction)
    {
        var content = Repository.CopyOf(Repository.Content);
        File.Delete(Path.Combine(content, "guidance", $"leaving.{language}.md"));
        using var lacking = new Site([("Content:ContentFolder", content)]);
        var number = lacking.Services.GetRequiredService<CurrentCatalogue>().Now.Page("leaving")!.Number;

        var visitor = await new Visitor(lacking.Browser()).OpenAsync($"/{language}{SitePaths.Guidance(number)}");

        Assert.Equal((language, direction), (visitor.Page.DocumentElement.GetAttribute("lang"), visitor.Page.DocumentElement.GetAttribute("dir")));
        var article = visitor.Page.QuerySelector("article")!;
        Assert.Equal(("en", "ltr"), (article.GetAttribute("lang"), article.GetAttribute("dir")));
        Assert.NotNull(visitor.Page.QuerySelector("main .note"));
    }

    /// <summary>In a language without a file of its own every phrase of the interface falls back, each marked.</summary>
    [Fact]
    public async Task Phrases_that_are_missing_are_marked_one_by_one()
    {
        var translations = Repository.CopyOf(Repository.Translations);
        File.Delete(Path.Combine(translations, "lt.po"));
        using var lacking = new Site([("Content:TranslationsFolder", translations)]);

        var visitor = await new Visitor(lacking.Browser()).OpenAsync("/lt");

        var heading = visitor.Page.QuerySelector("h1 span")!;
        Assert.Equal(("en", "ltr"), (heading.GetAttribute("lang"), heading.GetAttribute("dir")));
        Assert.Equal((await new Visitor(site.Browser()).OpenAsync("/en")).Heading, heading.TextContent);
        Assert.DoesNotContain("&lt;span", visitor.Page.Source.Text, StringComparison.Ordinal);
    }
}
