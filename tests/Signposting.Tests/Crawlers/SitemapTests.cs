using System.Net;
using System.Xml.Linq;
using Signposting.Listings;
using Signposting.Tests.Pages;

namespace Signposting.Tests.Crawlers;

/// <summary>The list of pages for search engines, and where they may go.</summary>
[Collection(nameof(EveryPage))]
public sealed class SitemapTests(EveryPage every)
{
    /// <summary>The site of the walk is as configured by default.</summary>
    private const string Root = "http://localhost:5000";

    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    [Fact]
    public async Task It_lists_each_page_that_is_the_same_for_everybody_in_each_language_once()
    {
        var listed = (await UrlsAsync()).Select(u => u.Path).ToList();
        string[] apart = ["/c", "/r", .. every.Catalogue.Areas.Select(a => SitePaths.Poster(a.Number)), SitePaths.Poster(0)];
        var walked = every.Seen.Where(p => p.Label.StartsWith("GET ", StringComparison.Ordinal) && p.Status == HttpStatusCode.OK && !apart.Contains(p.Page)).Select(p => p.Label["GET ".Length..]).ToList();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        None.Of(walked.Except(listed));
        foreach (var other in listed.Except(walked))
        {
            using var response = await GetAsync(other);
            Assert.Equal((HttpStatusCode.OK, other), (response.StatusCode, other));
        }
    }

    [Fact]
    public async Task Each_page_names_itself_in_every_language_as_its_own_head_does()
    {
        var codes = every.Catalogue.Phrases.Languages.Select(l => l.Code).ToList();
        foreach (var (path, url) in await UrlsAsync())
        {
            var page = path[3..];
            Assert.Equal(
                [.. codes.Select(c => (c, $"{Root}/{c}{page}")), ("x-default", $"{Root}/en{page}")],
                url.Elements(Xhtml + "link").Where(l => (string?)l.Attribute("rel") == "alternate").Select(l => ((string)l.Attribute("hreflang")!, (string)l.Attribute("href")!)));
        }
    }

    [Fact]
    public async Task It_says_when_a_page_was_last_checked_where_that_is_known()
    {
        var known = every.Catalogue.Pages.ToDictionary(p => SitePaths.Guidance(p.Number), p => p.Checked);
        foreach (var service in every.Catalogue.Services) known[SitePaths.Service(service.Number)] = service.Checked;
        foreach (var (path, url) in await UrlsAsync())
            Assert.Equal(known.TryGetValue(path[3..], out var day) ? $"{day:yyyy-MM-dd}" : null, url.Element(Sitemap + "lastmod")?.Value);
    }

    [Fact]
    public async Task Robots_may_read_what_is_listed_and_not_the_form_nor_the_way_out()
    {
        using var response = await GetAsync("/robots.txt");
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var closed = lines.Where(l => l.StartsWith("Disallow: ", StringComparison.Ordinal)).Select(l => l["Disallow: ".Length..]).ToList();

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(("User-agent: *", $"Sitemap: {Root}/sitemap.xml"), (lines[0], lines[^1]));
        Assert.Equal(lines.Length - 2, closed.Count);
        None.Of(from url in await UrlsAsync() from prefix in closed where url.Path.StartsWith(prefix, StringComparison.Ordinal) select $"{url.Path} is closed by {prefix}");
        foreach (var language in every.Catalogue.Phrases.Languages)
            Assert.Equal([], new[] { "c", "r", "h", "leave" }.Select(p => $"/{language.Code}/{p}").Except(closed));
    }

    [Theory]
    [InlineData("/robots.txt")]
    [InlineData("/sitemap.xml")]
    public async Task Neither_stays_with_a_reader_and_a_cache_near_them_keeps_it_a_minute(string path)
    {
        using var response = await GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, "no-store", "public, max-age=60"), (response.StatusCode, response.Headers.CacheControl?.ToString(), response.Headers.GetValues("CDN-Cache-Control").Single()));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin") || response.Headers.Contains("Set-Cookie"));
    }

    private async Task<IReadOnlyList<(string Path, XElement Url)>> UrlsAsync()
    {
        using var response = await GetAsync("/sitemap.xml");
        Assert.Equal("text/xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var root = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(Sitemap + "urlset", root.Name);
        Assert.All(root.Elements(), e => Assert.Equal(Sitemap + "url", e.Name));
        return [.. root.Elements().Select(u => (u.Element(Sitemap + "loc")!.Value[Root.Length..], u))];
    }

    private Task<HttpResponseMessage> GetAsync(string path) => every.Browser.GetAsync(path, TestContext.Current.CancellationToken);
}
