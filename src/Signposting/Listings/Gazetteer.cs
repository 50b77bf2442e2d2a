using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>What a typed place or postcode stands for.</summary>
/// <param name="Areas">The districts it may lie in: one when it is certain, more when the reader should choose, none when it isn't known.</param>
/// <param name="Outside">Names of places beyond the six districts where it may also lie.</param>
/// <param name="Meant">When nothing is known by that name: places that are spelt much like it.</param>
public sealed record PlaceFound(IReadOnlyList<Area> Areas, IReadOnlyList<string> Outside, IReadOnlyList<PlaceMeant> Meant)
{
    /// <summary>Nothing is known by that name.</summary>
    public bool Unknown => Areas.Count == 0 && Outside.Count == 0;
}

/// <summary>A place that somebody may have meant.</summary>
/// <param name="Name">Its name, in Latin script.</param>
/// <param name="Area">The district it is in.</param>
public sealed record PlaceMeant(string Name, Area Area);

/// <summary>Every town, village, neighbourhood and first half of a postcode, and the district it is in.</summary>
public sealed partial class Gazetteer
{
    private static readonly PlaceFound Nowhere = new([], [], []);
    private readonly FrozenDictionary<string, PlaceFound> _places;
    private readonly FrozenDictionary<string, PlaceFound> _postcodes;
    private readonly List<KeyValuePair<string, List<PlaceMeant>>> _names;

    private Gazetteer(Dictionary<string, PlaceFound> places, Dictionary<string, PlaceFound> postcodes, IReadOnlyDictionary<string, string> shown)
    {
        (_places, _postcodes) = (places.ToFrozenDictionary(StringComparer.Ordinal), postcodes.ToFrozenDictionary(StringComparer.Ordinal));
        _names = [.. places.Where(p => p.Value.Areas.Count > 0).Select(p => KeyValuePair.Create(p.Key, p.Value.Areas.Select(a => new PlaceMeant(shown.GetValueOrDefault(p.Key, a.Name), a)).ToList()))];
    }

    /// <summary>How many names and postcode districts are known.</summary>
    public int Count => _places.Count + _postcodes.Count;

    /// <summary>Finds what somebody typed: capitals, accents, hyphens and "Saint" for "St" don't matter; a whole postcode works too, and so do the ways in which other languages write a place.</summary>
    public PlaceFound Find(string typed)
    {
        var plain = Plain(typed);
        if (_places.TryGetValue(plain, out var place)) return place;
        var postcode = Postcode().Match(plain.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal));
        if (postcode.Success && _postcodes.TryGetValue(postcode.Groups["outward"].Value, out place)) return place;
        return Nowhere with { Meant = Near(plain) };
    }

    internal static Gazetteer Read(string folder, IReadOnlyList<Language> languages, IReadOnlyList<Area> areas, IReadOnlyDictionary<string, string> neighbours, Faults faults)
    {
        var places = new Dictionary<string, (PlaceFound Found, Place At)>(StringComparer.Ordinal);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var ambiguous = Ambiguous(folder, areas, neighbours, faults);
        foreach (var area in areas)
        {
            var path = $"places/{area.Id}.yaml";
            if (!File.Exists(System.IO.Path.Combine(folder, path)))
            {
                faults.Add(new Place(path, 0), $"The district '{area.Id}' has no list of places. Add this file.");
                continue;
            }
            var file = YamlMap.ReadFile(folder, path, faults);
            if (file.Text("district") != area.Id) faults.Add(file.Where("district"), $"'district' should be '{area.Id}', as the file's name says.");
            foreach (var entry in file.Maps("places"))
                foreach (var name in entry.Texts("also").Prepend(entry.Text("name")).Select(Plain))
                {
                    shown.TryAdd(name, entry.Text("name"));
                    if (ambiguous.TryGetValue(name, out var known))
                    {
                        if (!known.Areas.Contains(area)) faults.Add(entry.At, $"'{name}' is in places/ambiguous.yaml without {area.Id}. Add the district there.");
                    }
                    else if (!places.TryAdd(name, (new PlaceFound([area], [], []), entry.At)) && !places[name].Found.Areas.Contains(area))
                        faults.Add(entry.At, $"'{name}' is also in {places[name].At.File}. Add it to places/ambiguous.yaml with both districts, so that readers are asked.");
                }
            file.NothingElse();
        }
        var all = places.ToDictionary(p => p.Key, p => p.Value.Found, StringComparer.Ordinal);
        foreach (var (name, found) in ambiguous) all[name] = found;
        foreach (var area in areas) all.TryAdd(Plain(area.Name), new PlaceFound([area], [], []));
        foreach (var (_, name) in neighbours) all.TryAdd(Plain(name), new PlaceFound([], [name], []));
        foreach (var language in languages) InOtherWriting(folder, language, all, shown, faults);
        return new Gazetteer(all, Postcodes(folder, areas, neighbours, faults), shown);
    }

    /// <summary>How places are written in other languages: <c>place-names/ur.yaml</c>.</summary>
    private static void InOtherWriting(string folder, Language language, Dictionary<string, PlaceFound> all, Dictionary<string, string> shown, Faults faults)
    {
        var path = $"place-names/{language.Code}.yaml";
        if (!File.Exists(System.IO.Path.Combine(folder, path))) return;
        var file = YamlMap.ReadFile(folder, path, faults);
        foreach (var entry in file.Maps("names"))
        {
            var place = entry.Text("place");
            if (all.TryGetValue(Plain(place.Replace('-', ' ')), out var found))
            {
                // A name that is also another place's own keeps its own meaning.
                foreach (var written in entry.Texts("written").Select(Plain).Where(w => w.Length > 0 && all.TryAdd(w, found))) shown.TryAdd(written, shown.GetValueOrDefault(Plain(place), place));
            }
            else faults.Add(entry.Where("place"), $"'{place}' isn't a place of places/ nor a district. Correct it.");
            entry.NothingElse();
        }
        file.NothingElse();
    }

    private static Dictionary<string, PlaceFound> Ambiguous(string folder, IReadOnlyList<Area> areas, IReadOnlyDictionary<string, string> neighbours, Faults faults)
    {
        var file = YamlMap.ReadFile(folder, "places/ambiguous.yaml", faults);
        var found = new Dictionary<string, PlaceFound>(StringComparer.Ordinal);
        foreach (var entry in file.Maps("ambiguous"))
        {
            found[Plain(entry.Text("name"))] = Resolve([.. entry.Texts("districts"), .. entry.Texts("outside")], entry.At, areas, neighbours, faults);
            entry.NothingElse();
        }
        file.NothingElse();
        return found;
    }

    private static Dictionary<string, PlaceFound> Postcodes(string folder, IReadOnlyList<Area> areas, IReadOnlyDictionary<string, string> neighbours, Faults faults)
    {
        var file = YamlMap.ReadFile(folder, "places/postcodes.yaml", faults);
        var postcodes = new Dictionary<string, PlaceFound>(StringComparer.Ordinal);
        var entries = file.OptionalMap("postcodes");
        foreach (var district in entries?.Keys ?? [])
        {
            if (!Postcode().IsMatch(district)) faults.Add(entries!.Where(district), $"'{district}' isn't the first half of a postcode, such as CB1.");
            postcodes[district] = Resolve(entries!.Texts(district), entries.Where(district), areas, neighbours, faults);
        }
        file.NothingElse();
        return postcodes;
    }

    private static PlaceFound Resolve(IReadOnlyList<string> ids, Place at, IReadOnlyList<Area> areas, IReadOnlyDictionary<string, string> neighbours, Faults faults)
    {
        foreach (var id in ids.Where(id => areas.All(a => a.Id != id) && !neighbours.ContainsKey(id)))
            faults.Add(at, $"'{id}' is neither an area nor a neighbour of areas.yaml. Correct it, or add it there.");
        return new PlaceFound([.. areas.Where(a => ids.Contains(a.Id))], [.. ids.Where(neighbours.ContainsKey).Select(id => neighbours[id])], []);
    }

    /// <summary>Folded, with "saint" as "st".</summary>
    internal static string Plain(string name) => Saint().Replace(Folded.Text(name), "st");

    /// <summary>Names that differ from what was typed by one slip, or by two in a long name, or that go on where it stops; the nearest first.</summary>
    private List<PlaceMeant> Near(string plain)
    {
        if (plain.Length < 4) return [];
        var slips = plain.Length < 7 ? 1 : 2;
        return [.. _names.Select(n => (Name: n, Distance: n.Key.StartsWith(plain, StringComparison.Ordinal) ? 1 : Slips.Between(plain, n.Key, slips)))
            .Where(n => n.Distance <= slips).OrderBy(n => n.Distance).ThenBy(n => n.Name.Key.Length).ThenBy(n => n.Name.Key, StringComparer.Ordinal)
            .SelectMany(n => n.Name.Value).DistinctBy(m => m.Area).Take(6)];
    }

    [GeneratedRegex(@"^saint\b")]
    private static partial Regex Saint();

    /// <summary>The outward half, alone or followed by the inward half (BS 7666).</summary>
    [GeneratedRegex(@"^(?<outward>[A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?$")]
    private static partial Regex Postcode();
}
