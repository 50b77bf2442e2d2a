using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Signposting.Tests.Pages;

/// <summary>One response of the walk through the site, taken apart once.</summary>
/// <param name="Label">What was asked for: <c>GET /pl/g/12</c>.</param>
/// <param name="Language">The language in the path.</param>
/// <param name="Page">The path after the language.</param>
/// <param name="InForm">Whether it is a page inside the form, which changes its language by a button.</param>
/// <param name="Expected">The status that it should have.</param>
public sealed partial record PageSeen(string Label, string Language, string Page, bool InForm, HttpStatusCode Expected)
{
    /// <summary>The status that it had.</summary>
    public required HttpStatusCode Status { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Html { get; init; }

    /// <summary>Addresses that the page's links lead to.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];

    /// <summary>Links of the main part only: not those that every page carries.</summary>
    public IReadOnlyList<string> MainLinks { get; private set; } = [];

    /// <summary>What it tells search engines, as JSON; null if nothing.</summary>
    public string? Data { get; private set; }

    /// <summary>Every word on the page, in its attributes and in its data; not the style, the script or what a form carries hidden.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Texts that a reader meets as being in the language of the page: not those that are marked as in another, nor what somebody typed.</summary>
    public IReadOnlyList<string> Own { get; private set; } = [];

    public bool IsProblem => (int)Status >= 400 && Page == "";

    internal static async Task<PageSeen> Of(string label, string language, string page, bool inForm, HttpStatusCode expected, HttpResponseMessage response) =>
        new(label, language, page, inForm, expected)
        {
            Status = response.StatusCode,
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            Html = await response.Content.ReadAsStringAsync(),
        };

    /// <summary>The page as a browser reads it. The links and words are kept, the rest is let go: all pages at once would fill the memory.</summary>
    internal IHtmlDocument Parse()
    {
        var document = new HtmlParser().ParseDocument(Html);
        Links = Addresses(document);
        MainLinks = document.QuerySelector("main") is { } main ? Addresses(main) : [];
        Data = document.QuerySelector("script[type='application/ld+json']")?.TextContent;
        Words = string.Join('\n', document.All
            .Where(e => (e.LocalName is not ("style" or "script") || e.HasAttribute("type")) && e.GetAttribute("type") != "hidden")
            .SelectMany(e => e.Attributes.Select(a => a.Value).Concat(e.ChildNodes.OfType<IText>().Select(t => t.Data))));
        Own = [.. document.Body!.Descendants<IText>().Where(t => t.ParentElement is { } parent && IsOwn(parent)).Select(t => t.Data.Trim()).Where(t => t.Length > 0)];
        return document;
    }

    private bool IsOwn(IElement element) =>
        element.Closest("[lang]")?.GetAttribute("lang") == Language && element.Closest("style, script, textarea, .typed, .reference, [dir=ltr]:not(html, [lang])") is null;

    /// <summary>What stands between <c>&lt;name&gt;</c> and its end, byte for byte as sent.</summary>
    internal IReadOnlyList<string> Inline(string name) =>
        [.. Regex.Matches(Html, $"<{name}>(.*?)</{name}>", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];

    private static IReadOnlyList<string> Addresses(IParentNode part) => [.. part.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)];
}
