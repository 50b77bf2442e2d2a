using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;
using Signposting.Paper;
using Signposting.Tests.Pages;

namespace Signposting.Tests.Paper;

/// <summary>What stands on the card and on each poster. How they print is looked at in a browser.</summary>
public sealed class PaperTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Languages = ["en", "pl", "lt", "ur", "pa", "bn", "hi", "gu"];

    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Fact]
    public async Task Every_number_on_paper_is_one_that_may_be_shown_and_every_sheet_has_one_that_is_free_at_any_hour()
    {
        var shown = Catalogue.Services.Where(s => s.Shown).SelectMany(s => s.PublicPhones.Select(p => (p.Number, Always: s.AlwaysOpen && p.Cost == PhoneCost.Free))).ToLookup(n => n.Number, n => n.Always);
        foreach (var language in Languages)
            foreach (var path in new[] { "p", "p/0", "p/1", "p/2", "p/3", "p/4", "p/5", "p/6" })
            {
                var numbers = await NumbersAsync($"/{language}/{path}");
                Assert.InRange(numbers.Distinct().Count(), 3, 6);
                Assert.All(numbers, n => Assert.True(shown.Contains(n), $"{language}/{path}: {n}"));
                Assert.Contains(numbers, n => shown[n].Contains(true));
            }
    }

    /// <summary>The districts' own numbers come from listings; where a district has none, its poster is that of all.</summary>
    [Fact]
    public async Task A_poster_has_its_own_district_s_numbers_and_no_other_district_s()
    {
        var everywhere = await NumbersAsync("/en/p/0");
        var withOwn = 0;
        foreach (var area in Catalogue.Areas)
        {
            var own = (await NumbersAsync($"/en/p/{area.Number}")).Except(everywhere).ToList();
            withOwn += own.Count > 0 ? 1 : 0;
            Assert.All(own, n => Assert.Contains(Catalogue.Services, s => s.Areas.Contains(area.Id) && s.Areas.Count < Catalogue.Areas.Count && s.PublicPhones.Any(p => p.Number == n)));
        }
        Assert.InRange(withOwn, 2, Catalogue.Areas.Count);
    }

    [Fact]
    public async Task The_page_of_the_card_says_for_whom_it_is_not_in_every_language()
    {
        foreach (var language in Catalogue.Phrases.Languages)
            Assert.Contains(Catalogue.Phrases.Say(language, "paper.careful").Text, (await Visit().OpenAsync($"/{language.Code}/p")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_outside_a_card_is_a_list_and_says_nothing_else()
    {
        var page = (await Visit().OpenAsync("/en/p")).Page;

        Assert.Equal(4, page.QuerySelectorAll(".folds").Length);
        Assert.All(page.QuerySelectorAll(".folds"), card => Assert.Equal(["To do", "To do"], card.QuerySelectorAll(".outside").Select(o => o.TextContent.Trim())));
    }

    [Theory]
    [InlineData("4", "/ur/p/4")]
    [InlineData("0", "/ur/p/0")]
    [InlineData("99", "/ur/p/0")]
    [InlineData("fenland", "/ur/p/0")]
    public async Task A_choice_leads_to_its_poster(string where, string poster)
    {
        var visitor = Visit();
        await visitor.PostAsync("/ur/p", [("where", where)]);

        Assert.Equal((HttpStatusCode.Redirect, poster), (visitor.Status, visitor.Response.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/en/p/7")]
    [InlineData("/en/p/-1")]
    [InlineData("/en/p/x")]
    public async Task There_is_no_other_poster(string path) => Assert.Equal(HttpStatusCode.NotFound, (await Visit().OpenAsync(path)).Status);

    [Fact]
    public void A_code_keeps_its_white_border()
    {
        var code = QrCode.Of("https://www.site.example/en");
        var corners = code.Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(run => run.Split(' ', 'h')).Select(p => (X: int.Parse(p[0], CultureInfo.InvariantCulture), Y: int.Parse(p[1], CultureInfo.InvariantCulture))).ToList();

        Assert.Equal((4, 4), (corners.Min(c => c.X), corners.Min(c => c.Y)));
        Assert.Equal(code.Size - 5, corners.Max(c => c.Y));
        Assert.Equal(0, (code.Size - 8 - 17) % 4);
    }

    private Visitor Visit() => new(site.Browser());

    private async Task<IReadOnlyList<string>> NumbersAsync(string path) =>
        [.. (await Visit().OpenAsync(path)).Page.QuerySelectorAll(".sheet .phone").Select(p => p.TextContent.Trim())];
}

/// <summary>How one comes by it.</summary>
[Collection(nameof(EveryPage))]
public sealed class WayToPaperTests(EveryPage every)
{
    /// <summary>Nobody who lives with abuse should carry a card because a page for them offered it.</summary>
    [Fact]
    public void Only_the_part_for_professionals_leads_to_it()
    {
        foreach (var language in every.Catalogue.Phrases.Languages)
            Assert.Equal(
                [$"GET /{language.Code}{SitePaths.Section(GuidanceSection.Professionals)}"],
                every.Seen.Where(p => !p.Page.StartsWith("/p", StringComparison.Ordinal) && p.Links.Any(l => l.StartsWith($"/{language.Code}/p", StringComparison.Ordinal))).Select(p => p.Label));
    }
}
