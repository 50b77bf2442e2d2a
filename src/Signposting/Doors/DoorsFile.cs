using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>Something that may be going on, or somebody for whom it matters who helps.</summary>
/// <param name="Id">As in <c>doors.yaml</c> and in its phrase <c>find.what.id</c>.</param>
/// <param name="Services">Who helps with it, best first.</param>
/// <param name="Pages">What to read about it.</param>
/// <param name="At">Where it stands in the content.</param>
public sealed record Need(string Id, IReadOnlyList<Service> Services, IReadOnlyList<GuidancePage> Pages, Place At)
{
    /// <summary>Whether it may be about a child, so that services for children alone are for this reader, too.</summary>
    public bool AboutChild { get; init; }

    /// <summary>Whether our form is the way to go on from here: not for somebody who harms, nor in an emergency.</summary>
    public bool Form { get; init; } = true;

    /// <summary>Whether it has the same services whatever matters: who is there for people who are harmed isn't there for somebody who harms.</summary>
    public bool ForAll { get; init; }
}

/// <summary>Reads <c>doors.yaml</c>: who helps with what, in which order.</summary>
internal sealed class DoorsFile(Catalogue catalogue, Faults faults)
{
    public const string Name = "doors.yaml";

    private readonly YamlMap _file = YamlMap.ReadFile(catalogue.Folder, Name, faults);

    public DoorTable Read()
    {
        var needs = _file.Maps("needs").Select(entry => Whole(entry, What(entry))).ToList();
        if (needs.Count == 0) faults.Add(_file.Where("needs"), "Nothing stands under 'needs'. List what may be going on, and who helps with it.");
        var skipped = _file.OptionalMap("skipped");
        if (skipped is null) faults.Add(_file.At, "'skipped' is missing: whom to show when a reader doesn't say what is going on.");
        var any = skipped is null ? new Need("", [], [], _file.At) : Whole(skipped, new Need("", Services(skipped), Pages(skipped), _file.Where("skipped")));
        var kin = new Kin(Matters(), Languages(), Services(_file, "only-for-them"));
        var (nearby, free) = (Nearby(), Free());
        _file.NothingElse();
        return new DoorTable(catalogue, needs, any, kin, nearby, free);
    }

    private Need What(YamlMap entry)
    {
        var id = entry.Text("id");
        if (!catalogue.Phrases.Has("find.what." + id)) faults.Add(entry.Where("id"), $"There is no phrase 'find.what.{id}' in translations/en.po. Add it, or correct the id.");
        return new Need(id, Services(entry), Pages(entry), entry.At)
        {
            AboutChild = entry.Flag("about-a-child"), Form = entry.Flag("form", otherwise: true), ForAll = entry.Flag("for-all"),
        };
    }

    private Dictionary<Matter, Need> Matters()
    {
        var matters = new Dictionary<Matter, Need>();
        foreach (var entry in _file.Maps("matters"))
            matters[entry.OneOf<Matter>("id")] = Whole(entry, new Need("", Services(entry), Pages(entry), entry.At));
        foreach (var missing in Enum.GetValues<Matter>().Where(m => !matters.ContainsKey(m)))
            faults.Add(_file.Where("matters"), $"'{Word.Of(missing)}' is missing from 'matters'. Say who is there for such people; it may be nobody: services: [].");
        return matters;
    }

    private Dictionary<string, Need> Languages()
    {
        var languages = new Dictionary<string, Need>();
        foreach (var entry in _file.Maps("languages"))
        {
            var code = entry.Text("id");
            if (catalogue.Phrases.Languages.All(l => l.Code != code)) faults.Add(entry.Where("id"), $"'{code}' isn't a language of the site. Correct it, or add it to languages.yaml.");
            languages[code] = Whole(entry, new Need(code, Services(entry), [], entry.At));
        }
        return languages;
    }

    private Dictionary<Service, IReadOnlyList<string>> Nearby()
    {
        var nearby = new Dictionary<Service, IReadOnlyList<string>>();
        if (_file.OptionalMap("only-in") is not { } map) return nearby;
        foreach (var id in map.Keys)
        {
            var areas = map.Texts(id);
            if (catalogue.Service(id) is not { } service) faults.Add(map.Where(id), NoService(id));
            else if (areas.FirstOrDefault(a => !service.Areas.Contains(a)) is { } wrong) faults.Add(map.Where(id), $"'{id}' doesn't serve '{wrong}', as far as its listing says. Correct the district.");
            else nearby[service] = areas;
        }
        return nearby;
    }

    private IReadOnlyList<Service> Free()
    {
        const string Key = "free-at-any-hour";
        var free = Services(_file, Key);
        foreach (var wrong in free.Where(s => !s.AlwaysOpen || s.PublicPhones.All(p => p.Cost != PhoneCost.Free)))
            faults.Add(_file.Where(Key), $"'{wrong.Id}' isn't free to call at every hour, as far as its listing says. Remove it here.");
        return free;
    }

    private IReadOnlyList<Service> Services(YamlMap entry, string name = "services")
    {
        var ids = entry.Texts(name);
        // One that isn't shown any more may go on being named; whether anybody is left is checked for every combination.
        foreach (var unknown in ids.Where(id => catalogue.Service(id) is null)) faults.Add(entry.Where(name), NoService(unknown));
        return [.. catalogue.Shown(ids)];
    }

    private IReadOnlyList<GuidancePage> Pages(YamlMap entry)
    {
        var ids = entry.Texts("pages");
        foreach (var unknown in ids.Where(id => catalogue.Page(id) is null)) faults.Add(entry.Where("pages"), $"The page '{unknown}' doesn't exist. Correct the id.");
        return [.. ids.Select(catalogue.Page).OfType<GuidancePage>()];
    }

    private static string NoService(string id) => $"The service '{id}' doesn't exist. Correct the id.";

    private static Need Whole(YamlMap entry, Need read)
    {
        entry.NothingElse();
        return read;
    }
}
