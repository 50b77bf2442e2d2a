using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>A district that services are organised by.</summary>
/// <param name="Id">As in services and routes: <c>fenland</c>.</param>
/// <param name="Number">Its place in lists and addresses.</param>
/// <param name="Name">Its name, in Latin script in every language.</param>
/// <param name="Shape">What it looks like on the map, or null where nobody drew it.</param>
public sealed record Area(string Id, int Number, string Name, AreaShape? Shape)
{
    internal static (IReadOnlyList<Area> Areas, IReadOnlyDictionary<string, string> Neighbours) Read(string folder, Faults faults)
    {
        var file = YamlMap.ReadFile(folder, "areas.yaml", faults);
        var areas = file.Maps("areas").Select(entry =>
        {
            var area = new Area(entry.Text("id"), entry.Number("number", 1), entry.Text("name"), entry.OptionalMap("map") is { } map ? AreaShape.Read(map, faults) : null);
            entry.NothingElse();
            return area;
        }).OrderBy(a => a.Number).ToList();
        var neighbours = file.Maps("neighbours").Select(n => (Id: n.Text("id"), Name: n.Text("name"))).DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => n.Name);
        file.NothingElse();
        if (areas.Count == 0) faults.Add(file.At, "There are no areas. List the districts under 'areas:'.");
        return (areas, neighbours);
    }
}
