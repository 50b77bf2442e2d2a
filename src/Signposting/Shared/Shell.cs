using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Shared;

/// <summary>Documents that every page links to; a catalogue without them isn't accepted.</summary>
internal static class Shell
{
    private static readonly string[] Pages = ["in-danger-now", "leaving", "privacy", "about-us", "accessibility"];
    private static readonly string[] Services = ["national-da-helpline", "rape-crisis-247", "mens-advice-line", "childline", "the-elms-sarc"];

    /// <summary>The free lines that stand wherever something went wrong.</summary>
    public static IEnumerable<Service> Lines(Catalogue catalogue) => catalogue.Shown(Services.Take(3));

    public static object? Check(Catalogue catalogue, Faults faults)
    {
        foreach (var id in Pages.Where(id => catalogue.Page(id) is null))
            faults.Add(new Place($"guidance/{id}.md", 0), "Every page of the site links to this one. Restore it.");
        foreach (var id in Services.Where(id => catalogue.Service(id) is not { Shown: true }))
            faults.Add(new Place($"services/{id}.yaml", 0), "The site's own pages name this service. Restore it, or have the program changed.");
        return null;
    }
}
