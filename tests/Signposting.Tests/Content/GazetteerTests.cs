using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Tests.Content;

/// <summary>Find my area: what people type, and the districts it stands for.</summary>
public sealed class GazetteerTests(Site site) : IClassFixture<Site>
{
    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Theory]
    // Postcodes: half or whole, in any spelling.
    [InlineData("CB22", "south-cambridgeshire")]
    [InlineData("cb22", "south-cambridgeshire")]
    [InlineData("CB22 5LD", "south-cambridgeshire")]
    [InlineData("cb225ld", "south-cambridgeshire")]
    [InlineData("  c b 2 2 5 l d  ", "south-cambridgeshire")]
    [InlineData("PE16 6AB", "fenland")]
    [InlineData("PE1 1AA", "peterborough")]
    [InlineData("PE11AA", "peterborough")]
    [InlineData("PE10 1AA", "| Lincolnshire")]
    [InlineData("CB1", "cambridge-city south-cambridgeshire")]
    [InlineData("CB8 0AA", "east-cambridgeshire south-cambridgeshire | Suffolk")]
    [InlineData("PE30 1AA", "| Norfolk")]
    [InlineData("SW1A 1AA", "")]
    [InlineData("CB22 5L", "")]
    // Names.
    [InlineData("Ely", "east-cambridgeshire")]
    [InlineData("ely", "east-cambridgeshire")]
    [InlineData("  ELY  ", "east-cambridgeshire")]
    [InlineData("Wisbech", "fenland")]
    [InlineData("Wísbęch", "fenland")]
    [InlineData("Éły", "east-cambridgeshire")]
    [InlineData("St Neots", "huntingdonshire")]
    [InlineData("St. Neots", "huntingdonshire")]
    [InlineData("Saint Neots", "huntingdonshire")]
    [InlineData("saint-neots", "huntingdonshire")]
    [InlineData("St Ives", "huntingdonshire | Cornwall")]
    [InlineData("Saint Ives", "huntingdonshire | Cornwall")]
    [InlineData("Collett's Bridge", "fenland")]
    [InlineData("Colletts Bridge", "fenland")]
    [InlineData("Collett’s Bridge", "fenland")]
    // Of which there is more than one, or which lies just outside.
    [InlineData("Caldecote", "south-cambridgeshire huntingdonshire")]
    [InlineData("Sutton", "east-cambridgeshire peterborough")]
    [InlineData("Newmarket", "| Suffolk")]
    [InlineData("Norfolk", "| Norfolk")]
    // Districts by their names.
    [InlineData("Fenland", "fenland")]
    [InlineData("peterborough", "peterborough")]
    [InlineData("South Cambridgeshire", "south-cambridgeshire")]
    // Nothing of ours.
    [InlineData("Atlantis", "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("-", "")]
    [InlineData("999", "")]
    public void What_is_typed_is_found(string typed, string stands)
    {
        var found = Catalogue.Places.Find(typed);

        var outside = found.Outside.Count > 0 ? "| " + string.Join(' ', found.Outside) : "";
        Assert.Equal(stands, $"{string.Join(' ', found.Areas.Select(a => a.Id))} {outside}".Trim());
        Assert.Equal(stands.Length == 0, found.Unknown);
    }

    [Fact]
    public void Every_place_and_postcode_of_the_content_is_found()
    {
        var faults = new Faults();
        var missing = new List<string>();
        foreach (var area in Catalogue.Areas)
            foreach (var entry in YamlMap.ReadFile(Repository.Content, $"places/{area.Id}.yaml", faults).Maps("places"))
                foreach (var name in entry.Texts("also").Append(entry.Text("name")))
                    if (!Catalogue.Places.Find(name).Areas.Contains(area)) missing.Add($"{name} in {area.Id}");
        var postcodes = YamlMap.ReadFile(Repository.Content, "places/postcodes.yaml", faults).OptionalMap("postcodes")!;
        foreach (var district in postcodes.Keys)
            if (Catalogue.Places.Find(district + " 1AA") is var found && found.Areas.Count + found.Outside.Count != postcodes.Texts(district).Count) missing.Add(district);
        foreach (var entry in YamlMap.ReadFile(Repository.Content, "places/ambiguous.yaml", faults).Maps("ambiguous"))
            if (Catalogue.Places.Find(entry.Text("name")) is var found && (found.Areas.Count != entry.Texts("districts").Count || found.Outside.Count != entry.Texts("outside").Count)) missing.Add(entry.Text("name"));

        None.Of(missing);
        Assert.True(Catalogue.Places.Count > 500, $"Only {Catalogue.Places.Count} places are known.");
    }

    [Fact]
    public async Task What_is_typed_never_stands_in_an_address_and_is_still_in_the_field()
    {
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync("/pl/a", [("typed", "Atlantis <b>\"")]);

        Assert.Equal(422, (int)visitor.Status);
        Assert.Equal("Atlantis <b>\"", visitor.Page.QuerySelector("#typed")!.GetAttribute("value"));
        Assert.Null(visitor.Page.QuerySelector("main b"));
    }
}
