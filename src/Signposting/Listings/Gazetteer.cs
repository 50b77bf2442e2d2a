using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>What a typed place or postcode stands for.</summary>
/// <param name="Areas">The districts it may lie in: one when it is certain, more when the reader should choose, none when it isn't known.</param>
/// <param name="Outside">Names of places beyond the six districts where it may also lie.</param>
public sealed record PlaceFound(IReadOnlyList<Area> Areas, IReadOnlyList<string> Outside)
{
    /// <summary>Nothing is known by that name.</summary>
    public bool Unknown => Areas.Count == 0 && Outside.Count == 0;
}

/// <summary>Every town, village, neighbourhood and first half of a postcode, and the district it is in.</summary>
public sealed partial class Gazetteer
{
    private static readonly PlaceFound Nowhere = new([], []);
    private readonly FrozenDictionary<string, PlaceFound> _places;
    private readonly FrozenDictionary<string, PlaceFound> _postcodes;

    private Gazetteer(Dictionary<string, PlaceFound> places, Dictionary<string, PlaceFound> postcodes) =>
        (_places, _postcodes) = (places.ToFrozenDictionary(StringComparer.Ordinal), postcodes.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>How many names and postcode districts are known.</summary>
    public int Count => _places.Count + _postcodes.Count;

    /// <summary>Finds what somebody typed: capitals, accents, hyphens and "Saint" for "St" don't matter; a whole postcode works too.</summary>
    public PlaceFound Find(string typed)
    {
        if (_places.TryGetValue(Plain(typed), out var place)) return place;
        var postcode = Postcode().Match(typed.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal));
        return postcode.Success && _postcodes.TryGetValue(postcode.Groups["outward"].Value, out place) ? place : Nowhere;
    }

    internal static Gazetteer Read(string folder, IReadOnlyList<Area> areas, IReadOnlyDictionary<string, string> neighbours, Faults faults)
    {
        var places = new Dictionary<string, (PlaceFound Found, Place At)>(StringComparer.Ordinal);
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
                    if (ambiguous.TryGetValue(name, out var known))
                    {
                        if (!known.Areas.Contains(area)) faults.Add(entry.At, $"'{name}' is in places/ambiguous.yaml without {area.Id}. Add the district there.");
                    }
                    else if (!places.TryAdd(name, (new PlaceFound([area], []), entry.At)) && !places[name].Found.Areas.Contains(area))
                        faults.Add(entry.At, $"'{name}' is also in {places[name].At.File}. Add it to places/ambiguous.yaml with both districts, so that readers are asked.");
                }
            file.NothingElse();
        }
        var all = places.ToDictionary(p => p.Key, p => p.Value.Found, StringComparer.Ordinal);
        foreach (var (name, found) in ambiguous) all[name] = found;
        foreach (var area in areas) all.TryAdd(Plain(area.Name), new PlaceFound([area], []));
        foreach (var (_, name) in neighbours) all.TryAdd(Plain(name), new PlaceFound([], [name]));
        return new Gazetteer(all, Postcodes(folder, areas, neighbours, faults));
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
        return new PlaceFound([.. areas.Where(a => ids.Contains(a.Id))], [.. ids.Where(neighbours.ContainsKey).Select(id => neighbours[id])]);
    }

    /// <summary>Letters and digits only, without accents, lower case, words by single spaces, "saint" as "st".</summary>
    internal static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Replace("ł", "l", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
            else if (c is ' ' or '-' && plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.SpacingCombiningMark) plain.Append(c);
        }
        return Saint().Replace(plain.ToString().Trim(), "st");
    }

    [GeneratedRegex(@"^saint\b")]
    private static partial Regex Saint();

    /// <summary>The outward half, alone or followed by the inward half (BS 7666).</summary>
    [GeneratedRegex(@"^(?<outward>[A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?$")]
    private static partial Regex Postcode();
}
