using AngleSharp.Dom;
using Signposting.Doors;
using Signposting.Listings;

namespace Signposting.Tests.Doors;

/// <summary>Somebody who goes through the three questions over HTTP, by the buttons that are there.</summary>
internal static class Finder
{
    /// <summary>From the first question to the answer. What is null or empty is skipped.</summary>
    public static async Task<Visitor> AskAsync(
        HttpClient browser, string? what = null, string? where = null, IReadOnlyList<string>? matters = null, string? spoken = null, string language = "en")
    {
        var visitor = await new Visitor(browser).OpenAsync($"/{language}/f");
        await visitor.PressAsync("what", what ?? FindPage.Skipped);
        await visitor.PressAsync("where", where ?? FindPage.Skipped);
        foreach (var matter in matters ?? []) Assert.NotNull(visitor.Page.QuerySelector($"input[name=matters][value={matter}]"));
        if (matters is { Count: > 0 }) visitor.Fill("matters", [.. matters]);
        Assert.NotNull(visitor.Page.QuerySelector($"select[name=spoken] option[value='{spoken}']"));
        return await visitor.Fill("spoken", spoken ?? "").PressAsync("show");
    }

    /// <summary>Services that are shown as doors, first the first; not the one that is shown because it is free.</summary>
    public static IReadOnlyList<Service> Doors(this Visitor visitor, Catalogue catalogue) =>
        [.. Cards(visitor).Where(c => c.QuerySelector(".why") is not null).Select(c => ServiceOf(c, catalogue))];

    /// <summary>Every service that is shown.</summary>
    public static IReadOnlyList<Service> Shown(this Visitor visitor, Catalogue catalogue) => [.. Cards(visitor).Select(c => ServiceOf(c, catalogue))];

    /// <summary>Pages that are named to be read.</summary>
    public static IReadOnlyList<string> Read(this Visitor visitor, Catalogue catalogue) =>
        [.. visitor.Page.QuerySelectorAll("main a[href*='/g/']").Select(a => catalogue.Pages.Single(p => p.Number == NumberIn(a)).Id)];

    private static IEnumerable<IElement> Cards(Visitor visitor) => visitor.Page.QuerySelectorAll("main .card");

    private static Service ServiceOf(IElement card, Catalogue catalogue) => catalogue.Services.Single(s => s.Number == NumberIn(card.QuerySelector(":is(h2, h3) a")!));

    private static int NumberIn(IElement link) => int.Parse(link.GetAttribute("href")!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
