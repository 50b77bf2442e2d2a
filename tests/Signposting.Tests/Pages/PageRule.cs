using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Tests.Pages;

/// <summary>What holds for every page.</summary>
/// <param name="Name">The rule, as a sentence.</param>
/// <param name="Broken">What breaks it.</param>
internal sealed partial record PageRule(string Name, Func<PageSeen, IHtmlDocument, Language, Catalogue, IEnumerable<string>> Broken)
{
    public static readonly IReadOnlyList<PageRule> All =
    [
        new("has the status that it should", (page, _, _, _) => Unless(page.Status == page.Expected, $"{(int)page.Status}, not {(int)page.Expected}")),
        new("says its language and direction", (_, document, language, _) =>
            Unless(document.DocumentElement.GetAttribute("lang") == language.Code && document.DocumentElement.GetAttribute("dir") == language.Direction,
                $"{document.DocumentElement.GetAttribute("lang")} {document.DocumentElement.GetAttribute("dir")}")),
        new("is offered in every language", OtherLanguages),
        new("has one neutral title", (_, document, language, catalogue) =>
            Unless(document.QuerySelectorAll("title").Length == 1 && document.Title == catalogue.Phrases.Say(language, "site.title").Text, document.Title ?? "none")),
        new("sends the safety headers", (page, _, _, _) => SafetyHeadersOf(page)),
        new("sets no cookie and names no server", (page, _, _, _) => new[] { "Set-Cookie", "Server", "X-Powered-By", "ETag", "Last-Modified" }.Where(page.Headers.ContainsKey)),
        new("allows only what it holds itself", (page, _, _, _) => Policy(page)),
        new("carries exactly the style and the script of the policy", (page, document, _, _) => Inlined(page, document)),
        new("tells search engines in one block of JSON at most, in its head", (_, document, _, _) => Told(document)),
        new("has one way to leave", (page, document, _, _) =>
            Unless(document.QuerySelectorAll("[data-leaves]:not(#idle *)") is [IHtmlAnchorElement leave] && document.QuerySelectorAll("[data-leaves]").All(l => l.GetAttribute("href") == leave.GetAttribute("href"))
                && leave.GetAttribute("href") == $"/{page.Language}/leave", "no, or another, control")),
        new("has the way to leave as its first stop", (_, document, _, _) =>
            Unless(document.Body!.QuerySelector("a[href], button, input, select, textarea, [tabindex]")?.HasAttribute("data-leaves") == true, "another comes first")),
        new("fetches nothing from anywhere", (_, document, _, _) => Fetched(document)),
        new("leads to other sites without telling them", (_, document, _, _) => document.QuerySelectorAll("a[href^='http']")
            .Where(a => !(a.GetAttribute("rel") ?? "").Split(' ').Contains("noreferrer") || !Outside().IsMatch(a.GetAttribute("href")!)).Select(a => a.OuterHtml)),
        new("has only addresses that don't tell", (page, document, _, _) => Addresses(document).Where(a => !Neutral().IsMatch(a) && !Outside().IsMatch(a))),
        new("has one first heading", (_, document, _, _) => Unless(document.QuerySelectorAll("h1").Length == 1 && document.QuerySelector("h1")!.TextContent.Trim().Length > 0, $"{document.QuerySelectorAll("h1").Length}")),
        new("has no empty heading, link or button", (_, document, _, _) => document.QuerySelectorAll("h1, h2, h3, a, button:not([aria-hidden]), legend, label")
            .Where(e => e.TextContent.Trim().Length == 0).Select(e => e.OuterHtml)),
        new("has every id once", (_, document, _, _) => document.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key!)),
        new("labels every field", (_, document, _, _) => Unlabelled(document)),
        new("refers only to what is there", (_, document, _, _) => Dangling(document)),
        new("restores nothing that was typed", (_, document, _, _) => document.QuerySelectorAll("input:not([type=hidden]), textarea")
            .Where(f => f.GetAttribute("autocomplete") != "off").Select(f => f.OuterHtml)),
        new("keeps numbers left to right", (_, document, _, _) => document.QuerySelectorAll("a[href^='tel:'], a[href^='sms:']")
            .Where(a => a.QuerySelector("bdi[dir=ltr]") is not { } number || number.TextContent.Trim() != a.TextContent.Trim()).Select(a => a.OuterHtml)),
        new("has nothing inline that the policy would refuse", (_, document, _, _) => document.All
            .Where(e => e.Attributes.Any(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.Ordinal))).Select(e => e.OuterHtml)),
    ];

    public override string ToString() => Name;

    private static IEnumerable<string> Unless(bool holds, string what) => holds ? [] : [what];

    private static IEnumerable<string> OtherLanguages(PageSeen page, IHtmlDocument document, Language language, Catalogue catalogue)
    {
        var others = catalogue.Phrases.Languages.Where(l => l != language).ToList();
        if (page.InForm)
            return others.Where(o => document.QuerySelector($"header button[formaction='/{o.Code}{page.Page}'][lang={o.Code}][value=stay]") is null).Select(o => o.Code);
        string[] wanted = [.. catalogue.Phrases.Languages.Select(l => $"{l.Code} /{l.Code}{page.Page}"), $"x-default /en{page.Page}"];
        var alternates = document.QuerySelectorAll("link[rel=alternate]").Select(l => $"{l.GetAttribute("hreflang")} {l.GetAttribute("href")}");
        return wanted.Except(alternates).Concat(alternates.Except(wanted))
            .Concat(others.Where(o => document.QuerySelector($"header a[href='/{o.Code}{page.Page}'][lang={o.Code}][hreflang={o.Code}][dir={o.Direction}]") is null).Select(o => "link to " + o.Code));
    }

    private static IEnumerable<string> SafetyHeadersOf(PageSeen page)
    {
        (string Name, string Value)[] wanted =
        [
            ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Embedder-Policy", "credentialless"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Request-OTR", "1"), ("Content-Type", "text/html; charset=utf-8"),
        ];
        var differing = wanted.Where(w => page.Headers.GetValueOrDefault(w.Name) != w.Value).Select(w => $"{w.Name}: {page.Headers.GetValueOrDefault(w.Name)}");
        var permissions = page.Headers.GetValueOrDefault("Permissions-Policy") ?? "";
        return differing.Concat(new[] { "camera", "geolocation", "microphone", "payment", "usb" }.Where(p => !permissions.Contains(p + "=()", StringComparison.Ordinal)))
            .Concat(permissions.Split(',').Where(p => !p.EndsWith("=()", StringComparison.Ordinal)));
    }

    private static Dictionary<string, string[]> Directives(PageSeen page) => (page.Headers.GetValueOrDefault("Content-Security-Policy") ?? "")
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split(' ')).ToDictionary(d => d[0], d => d[1..]);

    private static IEnumerable<string> Policy(PageSeen page)
    {
        var directives = Directives(page);
        (string Name, string Value)[] wanted =
            [("default-src", "'none'"), ("base-uri", "'none'"), ("frame-ancestors", "'none'"), ("form-action", "'self'"), ("img-src", "data:"), ("require-trusted-types-for", "'script'")];
        foreach (var (name, value) in wanted)
            if (string.Join(' ', directives.GetValueOrDefault(name) ?? []) != value) yield return $"{name} {string.Join(' ', directives.GetValueOrDefault(name) ?? [])}";
        // Asked whether they answer, once somebody leaves; nothing else is ever reached.
        var neutral = NeutralOrigins();
        if (directives.GetValueOrDefault("connect-src") is not ["'self'", .. var asked] || !asked.Order().SequenceEqual(neutral)) yield return "connect-src";
        directives["connect-src"] = [];
        foreach (var source in directives.Values.SelectMany(v => v).Where(s => s.Contains("unsafe", StringComparison.Ordinal) || s.Contains('*', StringComparison.Ordinal) || s.Contains("http", StringComparison.Ordinal)))
            yield return source;
    }

    private static List<string> NeutralOrigins() =>
        [.. File.ReadLines(Path.Combine(Repository.Content, "neutral-sites.yaml")).SelectMany(l => NeutralOrigin().Matches(l)).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex("https://[a-z.]+")]
    private static partial Regex NeutralOrigin();

    private static IEnumerable<string> Inlined(PageSeen page, IHtmlDocument document)
    {
        var directives = Directives(page);
        foreach (var (element, directive) in new[] { ("style", "style-src"), ("script", "script-src") })
        {
            if (page.Inline(element) is not [var text] || document.QuerySelectorAll($"{element}:not({Data})").Length != 1) yield return $"not one {element}";
            else if (directives.GetValueOrDefault(directive) is not [var hash] || hash != $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'")
                yield return $"the {element} isn't the one that {directive} allows";
        }
    }

    /// <summary>A block of data, which no browser runs and no policy asks for: only with exactly this type.</summary>
    private const string Data = "head > script[type='application/ld+json']";

    private static IEnumerable<string> Told(IHtmlDocument document)
    {
        var blocks = document.QuerySelectorAll(Data);
        if (blocks.Length > 1 || blocks.Any(b => b.Attributes.Length != 1)) yield return "more than one, or with more than its type";
        foreach (var block in blocks) if (!IsJson(block.TextContent)) yield return block.TextContent;
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Fetched(IHtmlDocument document) => document.All
        .Where(e => e.HasAttribute("src") || e.HasAttribute("srcset") || e.HasAttribute("poster") || e.HasAttribute("ping") || e.LocalName is "iframe" or "object" or "embed" or "img" or "video" or "audio"
            || (e.LocalName == "link" && e.GetAttribute("rel") != "alternate" && !(e.GetAttribute("rel") == "icon" && e.GetAttribute("href")!.StartsWith("data:", StringComparison.Ordinal))))
        .Select(e => e.OuterHtml);

    private static IEnumerable<string> Addresses(IHtmlDocument document) => document.All.SelectMany(e => new[] { "href", "action", "formaction" }.Select(e.GetAttribute))
        .OfType<string>().Where(a => !a.StartsWith("data:", StringComparison.Ordinal)).Distinct();

    private static IEnumerable<string> Unlabelled(IHtmlDocument document)
    {
        foreach (var label in document.QuerySelectorAll("label").Where(l => l.GetAttribute("for") is not { } id || document.GetElementById(id) is null)) yield return label.OuterHtml;
        foreach (var field in document.QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(f => f.Id is null || document.QuerySelectorAll($"label[for='{f.Id}']").Length != 1)) yield return field.OuterHtml;
    }

    private static IEnumerable<string> Dangling(IHtmlDocument document)
    {
        foreach (var attribute in new[] { "aria-describedby", "aria-labelledby", "aria-controls", "form" })
            foreach (var element in document.QuerySelectorAll($"[{attribute}]"))
                foreach (var id in element.GetAttribute(attribute)!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(id => document.GetElementById(id) is null))
                    yield return $"{attribute} {id}";
        foreach (var link in document.QuerySelectorAll("a[href^='#']").Where(a => document.GetElementById(a.GetAttribute("href")![1..]) is null)) yield return link.OuterHtml;
    }

    /// <summary>Nothing but letters of parts and numbers: neither a subject nor anything typed.</summary>
    [GeneratedRegex(@"^(/[a-z]{2}(/[tgsap]/\d+|/s|/a|/c|/f|/p|/q|/r|/leave)?|#[a-z0-9-]+|(tel|sms):\d+)$")]
    private static partial Regex Neutral();

    /// <summary>Another site: over https, without a query.</summary>
    [GeneratedRegex(@"^https://[a-z0-9.-]+(/[^?\s]*)?$")]
    private static partial Regex Outside();
}
