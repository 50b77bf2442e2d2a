using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Tests.Content;

/// <summary>A place is found however it is written: in another script, with a slip, or half of it.</summary>
public sealed class PlaceNameTests(Site site) : IClassFixture<Site>
{
    private Gazetteer Places => site.Services.GetRequiredService<CurrentCatalogue>().Now.Places;

    [Theory]
    [InlineData("پیٹربرا", "peterborough")]
    [InlineData("پيٹربرا", "peterborough")]
    [InlineData("कैंब्रिज", "cambridge-city")]
    [InlineData("कैम्ब्रिज", "cambridge-city")]
    [InlineData("ਪੀਟਰਬਰਾ", "peterborough")]
    [InlineData("পিটারবরো", "peterborough")]
    [InlineData("Piterboras", "peterborough")]
    [InlineData("পিই১৩", "")]
    [InlineData("pe১৩", "fenland")]
    public void In_another_script(string typed, string area) => Assert.Equal(area, string.Join(' ', Places.Find(typed).Areas.Select(a => a.Id)));

    [Theory]
    [InlineData("Wisbecj", "Wisbech")]
    [InlineData("Wisbhec", "Wisbech")]
    [InlineData("Petrborough", "Peterborough")]
    [InlineData("Huntingd", "Huntingdon")]
    [InlineData("St Noets", "St Neots")]
    public void With_a_slip_it_is_asked_for(string typed, string meant)
    {
        var found = Places.Find(typed);

        Assert.True(found.Unknown);
        Assert.Equal(meant, found.Meant[0].Name);
    }

    [Theory]
    [InlineData("Xanadu")]
    [InlineData("El")]
    public void Nothing_like_it_is_not_made_up(string typed) => Assert.Empty(Places.Find(typed).Meant);

    [Fact]
    public async Task The_page_asks_and_one_tap_answers()
    {
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync("/ur/a", [("typed", "Wisbecj")]);

        Assert.Equal(422, (int)visitor.Status);
        var link = visitor.Page.QuerySelector("main .doors a")!;
        Assert.Contains("Wisbech", link.TextContent, StringComparison.Ordinal);
        Assert.Equal("/ur/a/4", link.GetAttribute("href"));
    }

    [Fact]
    public async Task An_unknown_place_is_no_dead_end()
    {
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync("/en/a", [("typed", "London")]);

        Assert.Contains("0808 2000 247", visitor.Text, StringComparison.Ordinal);
        Assert.True((await visitor.OpenAsync("/en/a/6")).Page.QuerySelector(".card a")!.TextContent.Contains("Peterborough Women's Aid", StringComparison.Ordinal), "Peterborough's own refuge should come first.");
    }

    [Fact]
    public void Every_place_in_every_language_is_found_and_a_slip_is_named()
    {
        var faults = new Faults();
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Repository.Content, "place-names")).Select(f => "place-names/" + Path.GetFileName(f)))
            None.Of(YamlMap.ReadFile(Repository.Content, file, faults).Maps("names").SelectMany(n => n.Texts("written")).Where(w => Places.Find(w).Unknown).Select(w => $"{file}: {w}"));
        None.Of(faults.Found);

        using var files = new Broken();
        files.Replace("place-names/ur.yaml", "place: Cambridge,", "place: Atlantis,");
        _ = Catalogue.Read(files.ContentFolder, files.TranslationsFolder, [], faults);
        Assert.Contains(faults.Found, f => f.File == "place-names/ur.yaml" && f.Line > 0 && f.Message.Contains("'Atlantis' isn't a place", StringComparison.Ordinal));
    }
}
