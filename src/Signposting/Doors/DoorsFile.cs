using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>Something that may be going on.</summary>
/// <param name="Id">As in <c>doors.yaml</c> and in its phrase <c>find.what.id</c>.</param>
/// <param name="Services">Who helps with it, best first.</param>
/// <param name="Pages">What to read about it.</param>
/// <param name="AboutChild">Whether it may be about a child, so that services for children alone are for this reader, too.</param>
/// <param name="Form">Whether our form is the way to go on from here: not for somebody who harms, nor in an emergency.</param>
public sealed record Need(string Id, IReadOnlyList<Service> Services, IReadOnlyList<GuidancePage> Pages, bool AboutChild, bool Form);

/// <summary>Reads <c>doors.yaml</c>: who helps with what, in which order.</summary>
internal static class DoorsFile
{
    public const string Name = "doors.yaml";

    public static DoorTable Read(Catalogue catalogue, Faults faults)
    {
        var file = YamlMap.ReadFile(catalogue.Folder, Name, faults);
        var needs = file.Maps("needs").Select(entry =>
        {
            var need = new Need(entry.Text("id"), Services(entry, catalogue, faults), Pages(entry, catalogue, faults), entry.Flag("about-a-child"), entry.Flag("form", otherwise: true));
            if (!catalogue.Phrases.Has("find.what." + need.Id)) faults.Add(entry.Where("id"), $"There is no phrase 'find.what.{need.Id}' in translations/en.po. Add it, or correct the id.");
            entry.NothingElse();
            return need;
        }).ToList();
        var skipped = file.OptionalMap("skipped");
        var any = new Need("", skipped is null ? [] : Services(skipped, catalogue, faults), skipped is null ? [] : Pages(skipped, catalogue, faults), AboutChild: false, Form: true);
        if (skipped is null) faults.Add(file.At, "'skipped' is missing: whom to show when a reader doesn't say what is going on.");
        skipped?.NothingElse();
        var matters = new Dictionary<Matter, Need>();
        foreach (var entry in file.Maps("matters"))
        {
            matters[entry.OneOf<Matter>("id")] = new Need("", Services(entry, catalogue, faults), Pages(entry, catalogue, faults), AboutChild: false, Form: true);
            entry.NothingElse();
        }
        foreach (var missing in Enum.GetValues<Matter>().Where(m => !matters.ContainsKey(m)))
            faults.Add(file.Where("matters"), $"'{Word.Of(missing)}' is missing from 'matters'. Say who is there for such people; it may be nobody: services: [].");
        var free = Services(file, "free-at-any-hour", catalogue, faults);
        foreach (var wrong in free.Where(s => !s.AlwaysOpen || s.PublicPhones.All(p => p.Cost != PhoneCost.Free)))
            faults.Add(file.Where("free-at-any-hour"), $"'{wrong.Id}' isn't free to call at every hour, as far as its listing says. Remove it here.");
        file.NothingElse();
        return new DoorTable(catalogue, needs, any, matters, free);
    }

    private static IReadOnlyList<Service> Services(YamlMap entry, Catalogue catalogue, Faults faults) => Services(entry, "services", catalogue, faults);

    private static IReadOnlyList<Service> Services(YamlMap entry, string name, Catalogue catalogue, Faults faults)
    {
        var ids = entry.Texts(name);
        // One that isn't shown any more may go on being named; whether anybody is left is checked for every combination.
        foreach (var unknown in ids.Where(id => catalogue.Service(id) is null))
            faults.Add(entry.Where(name), $"The service '{unknown}' doesn't exist. Correct the id.");
        return [.. catalogue.Shown(ids)];
    }

    private static IReadOnlyList<GuidancePage> Pages(YamlMap entry, Catalogue catalogue, Faults faults)
    {
        var ids = entry.Texts("pages");
        foreach (var unknown in ids.Where(id => catalogue.Page(id) is null))
            faults.Add(entry.Where("pages"), $"The page '{unknown}' doesn't exist. Correct the id.");
        return [.. ids.Select(catalogue.Page).OfType<GuidancePage>()];
    }
}
