using System.Collections.Frozen;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>
/// Everything the site says, read and checked as a whole: one immutable snapshot. A request takes it once, and so sees all of a
/// change or none of it.
/// </summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, Service> _services;
    private readonly FrozenDictionary<string, GuidancePage> _pages;
    private readonly Dictionary<Type, object> _parts = [];

    internal Catalogue(
        string folder, Phrases phrases, IReadOnlyList<Area> areas, Gazetteer places, PublicHolidays holidays, IReadOnlyList<Service> services,
        IReadOnlyList<GuidancePage> pages)
    {
        (Folder, Phrases, Areas, Places, Holidays, Services, Pages) = (folder, phrases, areas, places, holidays, services, pages);
        _services = services.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        _pages = pages.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>The folder it was read from.</summary>
    public string Folder { get; }

    /// <summary>The words of the interface.</summary>
    public Phrases Phrases { get; }

    /// <summary>The districts, in the order of lists.</summary>
    public IReadOnlyList<Area> Areas { get; }

    /// <summary>Which district a place is in.</summary>
    public Gazetteer Places { get; }

    /// <summary>Days on which offices are closed.</summary>
    public PublicHolidays Holidays { get; }

    /// <summary>All services, also closed and unlisted ones.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>All pages of guidance, by number.</summary>
    public IReadOnlyList<GuidancePage> Pages { get; }

    /// <summary>The service of that id, or null.</summary>
    public Service? Service(string id) => _services.GetValueOrDefault(id);

    /// <summary>The page of that id, or null.</summary>
    public GuidancePage? Page(string id) => _pages.GetValueOrDefault(id);

    /// <summary>The services of those ids that the public sees, in that order.</summary>
    public IEnumerable<Service> Shown(IEnumerable<string> ids) => ids.Select(Service).OfType<Service>().Where(s => s.Shown);

    /// <summary>What a room made of this content: see <see cref="CataloguePart"/>.</summary>
    public T Part<T>() where T : class => (T)_parts[typeof(T)];

    /// <summary>Reads a whole catalogue. Use it only if <paramref name="faults"/> stays empty.</summary>
    /// <param name="contentFolder">The folder <c>content</c>.</param>
    /// <param name="translationsFolder">The folder <c>translations</c>.</param>
    /// <param name="parts">What the rooms make of it; asked only when the content itself is without fault.</param>
    /// <param name="faults">Where faults go.</param>
    public static Catalogue Read(string contentFolder, string translationsFolder, IEnumerable<CataloguePart> parts, Faults faults)
    {
        var catalogue = Read(contentFolder, translationsFolder, faults);
        foreach (var part in faults.None ? parts : [])
            if (part(catalogue, faults) is { } made) catalogue._parts[made.GetType()] = made;
        return catalogue;
    }

    private static Catalogue Read(string contentFolder, string translationsFolder, Faults faults)
    {
        var languages = Language.Read(contentFolder, faults);
        var folder = new ContentFolder(contentFolder, [.. languages.Select(l => l.Code)]);
        var phrases = Phrases.Read(translationsFolder, languages, faults);
        var (areas, neighbours) = Area.Read(contentFolder, faults);
        var services = ServiceFile.ReadAll(folder, areas, faults);
        foreach (var (service, spoken) in services.SelectMany(s => s.Languages.Where(l => !phrases.Has("spoken." + l)).Select(l => (s, l))))
            faults.Add(service.At, $"The language '{spoken}' has no name yet. Correct the code in 'languages', or add 'spoken.{spoken}' to translations/en.po.");
        return new Catalogue(
            contentFolder, phrases, areas, Gazetteer.Read(contentFolder, languages, areas, neighbours, faults), PublicHolidays.Read(contentFolder, faults), services,
            GuidanceFile.ReadAll(folder, languages, services, faults));
    }
}

/// <summary>
/// A room's own reading of the same content, made and checked with every catalogue and kept in its snapshot: Routing makes its
/// table and looks for routes that lead nowhere. Null when the room only checks.
/// </summary>
public delegate object? CataloguePart(Catalogue catalogue, Faults faults);
