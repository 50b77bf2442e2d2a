using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Tests.Pages;

/// <summary>The classes that read what one walk through the whole site has seen.</summary>
[CollectionDefinition(nameof(EveryPage))]
public sealed class EveryPageCollection : ICollectionFixture<EveryPage>;

/// <summary>
/// One walk through every page in every language, over a real connection to the real server: Kestrel adds a header of its own and refuses
/// what is too large, which a server in memory does not.
/// </summary>
public sealed class EveryPage : IAsyncLifetime
{
    private readonly List<PageSeen> _seen = [];
    private readonly List<string> _violations = [];
    private readonly Site _site;
    private readonly string? _only;
    private HttpClient _browser = null!;

    public EveryPage() : this(new Site(), only: null)
    {
    }

    /// <summary>A walk through a site of its own.</summary>
    /// <param name="site">The site; it ends with the walk.</param>
    /// <param name="only">The code of the one language to walk through, or null for all.</param>
    internal EveryPage(Site site, string? only)
    {
        (_site, _only) = (site, only);
        _site.UseKestrel(0);
    }

    public Catalogue Catalogue { get; private set; } = null!;

    public IReadOnlyList<PageSeen> Seen => _seen;

    /// <summary>What broke a rule: "rule | page | what".</summary>
    public IReadOnlyList<string> Violations => _violations;

    public HttpClient Browser => _browser;

    /// <summary>The page that was got from an address.</summary>
    public PageSeen? At(string path) => _seen.FirstOrDefault(p => p.Label == "GET " + path);

    public async ValueTask InitializeAsync()
    {
        _site.StartServer();
        _browser = _site.CreateClient(new() { BaseAddress = _site.ClientOptions.BaseAddress, AllowAutoRedirect = false, HandleCookies = false });
        Catalogue = _site.Services.GetRequiredService<CurrentCatalogue>().Now;
        foreach (var language in Catalogue.Phrases.Languages.Where(l => _only is null || l.Code == _only)) await WalkAsync(language);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _site.DisposeAsync();
    }

    private async Task WalkAsync(Language language)
    {
        var code = language.Code;
        foreach (var page in Pages()) await SeeAsync($"GET /{code}{page}", language, page, HttpStatusCode.OK, () => _browser.GetAsync($"/{code}{page}"));

        Task Problem(string label, HttpStatusCode expected, Func<Task<HttpResponseMessage>> ask) => SeeAsync(label, language, "", expected, ask);
        await Problem($"404 of {code}", HttpStatusCode.NotFound, () => _browser.GetAsync($"/{code}/nothing-here"));
        await Problem($"404 of a number of {code}", HttpStatusCode.NotFound, () => _browser.GetAsync($"/{code}/g/99999"));
        await Problem($"404 of a service that isn't shown of {code}", HttpStatusCode.NotFound, () => _browser.GetAsync($"/{code}/s/{Catalogue.Services.First(s => !s.Shown).Number}"));
        await Problem($"404 of the problem page itself of {code}", HttpStatusCode.NotFound, () => _browser.GetAsync($"/{code}/problem"));
        await Problem($"405 of {code}", HttpStatusCode.MethodNotAllowed, () => _browser.PostAsync($"/{code}/leave", Form()));
        await Problem($"405 of a page of {code}", HttpStatusCode.MethodNotAllowed, () => _browser.PostAsync($"/{code}/g/1", Form()));
        await Problem($"405 of home of {code}", HttpStatusCode.MethodNotAllowed, () => _browser.DeleteAsync($"/{code}"));
        await Problem($"400 of {code}", HttpStatusCode.BadRequest, () => _browser.PostAsync($"/{code}/c", new StringContent("{}", Encoding.UTF8, "application/json")));
        await Problem($"413 of {code}", HttpStatusCode.RequestEntityTooLarge, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/{code}/c") { Content = Form(("words", new string('x', 300_000))) };
            // The answer comes before the body is sent, so that neither side closes the connection on the other.
            request.Headers.ExpectContinue = true;
            return _browser.SendAsync(request);
        });
        await Problem($"403 of {code}", HttpStatusCode.Forbidden, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/{code}/c") { Content = Form(("go", "begin")) };
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            return _browser.SendAsync(request);
        });

        await SeeAsync($"A broken form of {code}", language, "/c", HttpStatusCode.BadRequest, () => _browser.PostAsync($"/{code}/c", Form(("state", "x"), ("words", "typed"))));
        await SeeAsync($"An unknown place of {code}", language, "/a", HttpStatusCode.UnprocessableEntity, () => _browser.PostAsync($"/{code}/a", Form(("typed", "Atlantis"))));
        foreach (var place in new[] { "Sutton", "St Ives", "Stamford", "Ely" })
            await SeeAsync($"{place} of {code}", language, "/a", HttpStatusCode.OK, () => _browser.PostAsync($"/{code}/a", Form(("typed", place))));
        await SeeAsync($"Services for Deaf people of {code}", language, "/s", HttpStatusCode.OK, () => _browser.PostAsync($"/{code}/s", Form(("who", "deaf"))));
        await SeeAsync($"No service of {code}", language, "/s", HttpStatusCode.OK, () => _browser.PostAsync($"/{code}/s", Form(("who", "student"), ("kind", "police"))));
        foreach (var (typed, status) in new[] { ("refuge", HttpStatusCode.OK), ("qqqqqqqq", HttpStatusCode.OK), (" ", HttpStatusCode.UnprocessableEntity) })
            await SeeAsync($"Search for '{typed}' of {code}", language, "/q", status, () => _browser.PostAsync($"/{code}/q", Form(("typed", typed))));
        foreach (var (label, fields) in FindSteps)
            await SeeAsync($"Help me find, {label}, of {code}", language, SitePaths.Find, HttpStatusCode.OK, () => _browser.PostAsync($"/{code}/f", Form(fields)));
        await FillInAsync(language);
    }

    /// <summary>The questions after the first, and answers with everything that they can show.</summary>
    private static readonly (string Label, (string Name, string Value)[] Fields)[] FindSteps =
    [
        ("where", [("what", "support")]),
        ("what matters", [("what", "support"), ("where", "peterborough")]),
        ("somebody stands in", [("what", "support"), ("where", "peterborough"), ("matters", "men"), ("spoken", "pl"), ("go", "show")]),
        ("free besides, nobody near", [("what", "forced"), ("where", "fenland"), ("matters", "children"), ("go", "show")]),
        ("without the form", [("what", "danger"), ("where", "elsewhere"), ("matters", "deaf"), ("go", "show")]),
        ("nothing said", [("what", "any"), ("where", "any"), ("go", "show")]),
    ];

    /// <summary>Every page that has an address of its own.</summary>
    private IEnumerable<string> Pages() =>
    [
        "", SitePaths.Find, SitePaths.Search, SitePaths.Services, SitePaths.FindArea, SitePaths.Form, SitePaths.Status, .. Enum.GetValues<GuidanceSection>().Select(SitePaths.Section),
        SitePaths.Paper, SitePaths.Poster(0), .. Catalogue.Areas.Select(a => SitePaths.Poster(a.Number)),
        .. Catalogue.Areas.Select(a => $"{SitePaths.FindArea}/{a.Number}"), .. Catalogue.Pages.Select(p => SitePaths.Guidance(p.Number)),
        .. Catalogue.Services.Where(s => s.Shown).Select(s => SitePaths.Service(s.Number)),
    ];

    /// <summary>The form from its first question to "received", by the way that has the most questions, with every slip that a page can show.</summary>
    private async Task FillInAsync(Language language)
    {
        var visitor = await new Visitor(_browser).OpenAsync($"/{language.Code}/c");
        await visitor.PressAsync("begin");
        Dictionary<string, string> chosen = new()
        {
            ["for"] = "professional", ["danger"] = "yes", ["knows"] = "agreed", ["area"] = "peterborough", ["recent"] = "yes", ["whom"] = "them", ["language"] = "pl",
        };
        for (var i = 0; visitor.At is not "check" && i < 60; i++)
        {
            var here = visitor.At!;
            await SeeAsync($"Question {here} of {language.Code}", language, visitor, HttpStatusCode.OK);
            if (here == "danger")
            {
                await visitor.PressAsync("next");
                continue;
            }
            if (here == "reach")
            {
                visitor.Fill("ways", "call", "text", "email", "other").Fill("phone", "12").Fill("email", "nobody").Fill("other-way", new string('x', 600));
                await visitor.PressAsync("next");
                await SeeAsync($"Slips of {language.Code}", language, visitor, HttpStatusCode.UnprocessableEntity);
                visitor.Fill("ways", "call").Fill("phone", "07700 900123").Fill("email", "").Fill("other-way", "");
            }
            if (here == "needs") visitor.Fill("needs", "refuge", "sexual-violence");
            foreach (var (name, value) in chosen.Where(c => visitor.Page.QuerySelector($"[name={c.Key}]") is not null)) visitor.Fill(name, value);
            await visitor.PressAsync("next");
        }
        await SeeAsync($"Check of {language.Code}", language, visitor, HttpStatusCode.OK);
        await visitor.Fill("to", "nobody").PressAsync("send");
        await SeeAsync($"Check without a receiver of {language.Code}", language, visitor, HttpStatusCode.UnprocessableEntity);
        var again = visitor.Fields();
        await visitor.PressAsync("send");
        await SeeAsync($"Received of {language.Code}", language, visitor, HttpStatusCode.OK, inForm: false);
        var other = visitor.Page.QuerySelector(".reference strong")!.TextContent;
        await visitor.PostAsync($"/{language.Code}/c", [.. again.Where(f => f.Name != "to"), ("to", "partnership-desk"), ("go", "send")]);
        // Whether this is a second letter or the answer to the same one is asked elsewhere; here it is a page like any other.
        await SeeAsync($"Sent again after {other.Length} characters of {language.Code}", language, visitor, visitor.Status, inForm: visitor.At is not null);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private async Task SeeAsync(string label, Language language, Visitor visitor, HttpStatusCode expected, bool inForm = true) =>
        Keep(await PageSeen.Of(label, language.Code, "/c", inForm, expected, visitor.Response));

    private async Task SeeAsync(string label, Language language, string page, HttpStatusCode expected, Func<Task<HttpResponseMessage>> ask)
    {
        using var response = await ask();
        Keep(await PageSeen.Of(label, language.Code, page, inForm: false, expected, response));
    }

    private void Keep(PageSeen page)
    {
        var document = page.Parse();
        var language = Catalogue.Phrases.Languages.First(l => l.Code == page.Language);
        foreach (var rule in PageRule.All)
            foreach (var what in rule.Broken(page, document, language, Catalogue)) _violations.Add($"{rule.Name} | {page.Label} | {what}");
        _seen.Add(page);
    }
}
