using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Signposting.Listings;
using Signposting.Tests.Pages;

namespace Signposting.Tests.Crawlers;

/// <summary>What search engines are told of a page: what the page says, and no more.</summary>
[Collection(nameof(EveryPage))]
public sealed class StructuredDataTests(EveryPage every)
{
    private IEnumerable<PageSeen> Told => every.Seen.Where(p => p.Data is not null);

    [Fact]
    public void Home_guidance_and_services_tell_what_they_are_and_no_other_page_does()
    {
        var wanted = new Dictionary<string, string>();
        foreach (var language in every.Catalogue.Phrases.Languages.Select(l => l.Code))
        {
            wanted[$"GET /{language}"] = "Organization";
            foreach (var page in every.Catalogue.Pages.Where(p => p.Bodies[language].Questions.Count > 0)) wanted[$"GET /{language}{SitePaths.Guidance(page.Number)}"] = "FAQPage";
            foreach (var service in every.Catalogue.Services.Where(s => s.Shown))
                wanted[$"GET /{language}{SitePaths.Service(service.Number)}"] = service.Kind == ServiceKind.Police ? "GovernmentService" : "Service";
        }

        Assert.Equal(3, wanted.Values.Distinct().Except(["Organization"]).Count());
        Assert.Equal(wanted.OrderBy(w => w.Key, StringComparer.Ordinal), Told.Select(p => KeyValuePair.Create(p.Label, Text(p, "@type"))).OrderBy(w => w.Key, StringComparer.Ordinal));
        Assert.All(Told, p => Assert.Equal("https://schema.org", Text(p, "@context")));
    }

    [Fact]
    public void A_service_has_exactly_the_numbers_of_its_page()
    {
        foreach (var service in every.Catalogue.Services.Where(s => s.Shown))
            foreach (var language in every.Catalogue.Phrases.Languages)
            {
                var page = every.At($"/{language.Code}{SitePaths.Service(service.Number)}")!;
                using var data = JsonDocument.Parse(page.Data!);
                var channels = data.RootElement.TryGetProperty("availableChannel", out var all) ? all.EnumerateArray().ToList() : [];
                Assert.Equal(
                    service.PublicPhones.Select(p => (p.Kind == PhoneKind.Text ? "serviceSmsNumber" : "servicePhone", p.Number)),
                    channels.Select(c => c.EnumerateObject().Last()).Select(c => (c.Name, c.Value.GetProperty("telephone").GetString()!)));
                Assert.Equal((service.Name, service.Texts.Summary.For(language, every.Catalogue.Phrases.English).Text), (Text(page, "name"), Text(page, "description")));
                Assert.EndsWith($"/{language.Code}{SitePaths.Service(service.Number)}", Text(page, "url"), StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Questions_and_answers_stand_on_their_page()
    {
        var asked = 0;
        foreach (var page in Told.Where(p => Text(p, "@type") == "FAQPage"))
        {
            var document = new HtmlParser().ParseDocument(page.Html);
            var headings = document.QuerySelectorAll("article h2").Select(h => Folded(h.TextContent)).ToList();
            var words = Folded(document.QuerySelector("article")!.TextContent);
            using var data = JsonDocument.Parse(page.Data!);
            foreach (var question in data.RootElement.GetProperty("mainEntity").EnumerateArray())
            {
                asked++;
                Assert.Contains(Folded(question.GetProperty("name").GetString()!), headings);
                Assert.Contains(Folded(question.GetProperty("acceptedAnswer").GetProperty("text").GetString()!), words, StringComparison.Ordinal);
            }
        }
        Assert.InRange(asked, 500, 5000);
    }

    /// <summary>It travels with the page, over slow lines: half a segment (RFC 6928), as most of its words stand on the page already.</summary>
    [Fact]
    public void It_is_small_once_compressed() =>
        None.Of(Told.Select(p => (p.Label, Bytes: Compressed(p.Html) - Compressed(p.Html.Replace(p.Data!, "", StringComparison.Ordinal)))).Where(p => p.Bytes > 700));

    [Fact]
    public void Nothing_in_it_can_end_the_block() => None.Of(Told.Where(p => p.Data!.Contains('<', StringComparison.Ordinal)).Select(p => p.Label));

    private static int Compressed(string html)
    {
        using var sent = new MemoryStream();
        using (var gzip = new GZipStream(sent, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(html));
        return (int)sent.Length;
    }

    private static string Text(PageSeen page, string name)
    {
        using var data = JsonDocument.Parse(page.Data!);
        return data.RootElement.GetProperty(name).GetString()!;
    }

    /// <summary>Without white space, which lists have between their lines.</summary>
    private static string Folded(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
