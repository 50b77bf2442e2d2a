using Signposting.Listings;

namespace Signposting.Tests.Pages;

/// <summary>Whether one gets from the first page to everything, by following links in one language.</summary>
[Collection(nameof(EveryPage))]
public sealed class CrawlTests(EveryPage every)
{
    public static TheoryData<string> Languages => ["en", "pl", "lt", "ur", "pa", "bn", "hi", "gu"];

    [Fact]
    public void No_link_of_any_page_is_dead()
    {
        var there = every.Seen.Where(p => p.Label.StartsWith("GET ", StringComparison.Ordinal) && p.Status == System.Net.HttpStatusCode.OK).Select(p => p.Label["GET ".Length..]).ToHashSet();
        None.Of(from page in every.Seen
                from link in page.Links
                where link.StartsWith('/') && !link.EndsWith("/leave", StringComparison.Ordinal) && !there.Contains(link)
                select $"{page.Label} leads to {link}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_way_out_goes_on_to_an_everyday_site(string language)
    {
        using var response = await every.Browser.GetAsync($"/{language}/leave", TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("\"cache\", \"cookies\", \"storage\"", response.Headers.GetValues("Clear-Site-Data"));
        Assert.Matches("http-equiv=\"refresh\" content=\"0;url=https://", html);
        Assert.Contains("no-store", response.Headers.GetValues("Cache-Control"));
        Assert.Contains("no-referrer", response.Headers.GetValues("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Set-Cookie") || response.Headers.Contains("Server"));
        Assert.InRange(html.Length, 1, 1024);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_need_is_answered_two_steps_from_home(string language)
    {
        var near = Within(2, language);
        var answered = every.Catalogue.Pages.Where(p => near.Contains($"/{language}{SitePaths.Guidance(p.Number)}")).SelectMany(p => p.Needs).ToHashSet();
        None.Of(Enumerable.Range(1, 34).Select(n => $"N{n}").Where(n => !answered.Contains(n)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_service_is_three_steps_from_home_at_most(string language)
    {
        var near = Within(3, language);
        None.Of(every.Catalogue.Services.Where(s => s.Shown && !near.Contains($"/{language}{SitePaths.Service(s.Number)}")).Select(s => s.Id));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_page_of_guidance_is_two_steps_from_home_at_most(string language)
    {
        var near = Within(2, language);
        None.Of(every.Catalogue.Pages.Where(p => !near.Contains($"/{language}{SitePaths.Guidance(p.Number)}")).Select(p => p.Id));
    }

    /// <summary>Addresses that are so many links from home, without a change of language.</summary>
    private HashSet<string> Within(int steps, string language)
    {
        var found = new HashSet<string> { "/" + language };
        var last = found.ToList();
        for (var i = 0; i < steps; i++)
            last = [.. last.SelectMany(address => every.At(address)?.Links ?? []).Where(l => l.StartsWith($"/{language}/", StringComparison.Ordinal) && found.Add(l))];
        return found;
    }
}
