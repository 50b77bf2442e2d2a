using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Searching;

/// <summary>A page or a service as the search sees it in one language.</summary>
/// <param name="Key"><c>page:money</c> or <c>service:opoka</c>.</param>
/// <param name="Parts">Its texts, each with how much a word in it counts.</param>
internal sealed record Searchable(string Key, IReadOnlyList<(string Text, double Weight)> Parts)
{
    private const double Name = 6, Heading = 3, Summary = 3, Body = 1;

    /// <summary>Everything that is found in a language: its own words, and the English ones for half.</summary>
    public static IEnumerable<Searchable> All(Catalogue catalogue, Language language)
    {
        foreach (var page in catalogue.Pages) yield return new Searchable("page:" + page.Id, [.. Own(page, language), .. language.Code == Language.English ? [] : InEnglish(Own(page, catalogue.Phrases.English))]);
        foreach (var service in catalogue.Services.Where(s => s.Shown))
            yield return new Searchable("service:" + service.Id, [.. Own(service, language, catalogue), .. language.Code == Language.English ? [] : InEnglish(Own(service, catalogue.Phrases.English, catalogue))]);
    }

    private static IEnumerable<(string, double)> InEnglish(IEnumerable<(string Text, double Weight)> parts) => parts.Select(p => (p.Text, p.Weight / 2));

    private static IEnumerable<(string, double)> Own(GuidancePage page, Language language)
    {
        var body = page.Bodies[language.Code];
        return [(page.Title.ByLanguage[body.In.Code], Name), (page.Summary.ByLanguage[body.In.Code], Summary), .. body.Headings.Select(h => (h, Heading)), (body.Plain, Body)];
    }

    private static IEnumerable<(string, double)> Own(Service service, Language language, Catalogue catalogue)
    {
        string Of(LocalText? text) => text?.For(language, catalogue.Phrases.English).Text ?? "";
        return
        [
            (service.Name, Name), (service.Organisation, Name / 2), (Of(service.Texts.Summary), Summary), (Of(service.Texts.Who), Summary), (Of(service.Texts.How), Body),
            (catalogue.Phrases.Say(language, "kind." + Checking.Word.Of(service.Kind)).Text, Heading),
            .. service.National ? [] : catalogue.Areas.Where(a => service.Serves(a.Id)).Select(a => (a.Name, Body)),
            .. service.Languages.Where(l => l != Language.English).Select(l => (catalogue.Phrases.Say(language, "spoken." + l).Text, Heading)),
        ];
    }
}
