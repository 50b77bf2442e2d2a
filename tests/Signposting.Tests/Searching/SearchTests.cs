using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.Searching;
using Signposting.Tests.Content;

namespace Signposting.Tests.Searching;

/// <summary>The search as a reader meets it, without JavaScript.</summary>
public sealed class SearchTests(Site site) : IClassFixture<Site>
{
    [Theory]
    // Without diacritics, with a slip, inflected, by a name in another script, and in English on a page of another language.
    [InlineData("pl", "przemoc domowa", "/pl/g/")]
    [InlineData("pl", "schronienie", "/pl/g/")]
    [InlineData("lt", "prieglobscio namai", "/lt/g/")]
    [InlineData("ur", "refuge", "/ur/")]
    [InlineData("en", "refuje", "/en/")]
    [InlineData("hi", "मारता है", "/hi/g/")]
    [InlineData("en", "Karma Nirvana", "/en/s/")]
    public async Task Finds_what_is_meant(string language, string typed, string first)
    {
        var visitor = await SearchAsync(language, typed);

        Assert.Equal(200, (int)visitor.Status);
        Assert.StartsWith(first, visitor.Page.QuerySelector("main .cards a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("main [role=status]"));
    }

    [Fact]
    public async Task What_is_typed_is_still_in_the_field_and_in_no_address()
    {
        var visitor = await SearchAsync("en", "he hits me <b>\"");

        Assert.Equal("he hits me <b>\"", visitor.Page.QuerySelector("#typed")!.GetAttribute("value"));
        Assert.Null(visitor.Page.QuerySelector("main b"));
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("[href], [action]"), e => (e.GetAttribute("href") ?? e.GetAttribute("action"))!.Contains("hits", StringComparison.Ordinal));
        Assert.False(visitor.Response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    public async Task Nothing_typed_is_said_kindly(string typed)
    {
        var visitor = await SearchAsync("en", typed);

        Assert.Equal(422, (int)visitor.Status);
        Assert.Contains("Type a word first.", visitor.Page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", visitor.Page.QuerySelector("#typed")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Nothing_found_is_no_dead_end()
    {
        var visitor = await SearchAsync("en", "xyzzyxyzzy");

        Assert.Equal(200, (int)visitor.Status);
        Assert.Contains("0808 2000 247", visitor.Text, StringComparison.Ordinal);
    }

    /// <summary>A reader sees what their slip was taken for, in words of ours.</summary>
    [Fact]
    public async Task A_slip_is_explained() => Assert.Contains("Also looked for: ", (await SearchAsync("en", "counsselling")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("a very long text " + "that goes on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on")]
    [InlineData("'; drop table services; --")]
    [InlineData("\u0000\u202e\ud800")]
    [InlineData("(((((")]
    [InlineData("\ufffe")]
    public async Task Whatever_is_typed_is_answered(string typed) => Assert.Contains((int)(await SearchAsync("en", typed)).Status, new[] { 200, 422 });

    /// <summary>No text, however long and in whatever script, keeps the site busy: only the length of the field is looked at, or shown again.</summary>
    [Theory]
    [InlineData("q", "न्क", 100)]
    [InlineData("a", "म्क", 60)]
    public async Task Only_what_the_field_takes_is_looked_at(string page, string sign, int longest)
    {
        var visitor = new Visitor(site.Browser());
        await visitor.PostAsync($"/en/{page}", [("typed", string.Concat(Enumerable.Repeat(sign, 5000)))]);

        Assert.Equal(longest, visitor.Page.QuerySelector("#typed")!.GetAttribute("value")!.Length);
    }

    [Theory]
    [InlineData("page:money", "page:nowhere", "'page:nowhere' is neither a page nor a service")]
    [InlineData("typed:", "tpyed:", "'tpyed' isn't a known field")]
    public void A_slip_in_the_list_of_words_is_named(string old, string with, string fault)
    {
        using var files = new Broken();
        files.Replace("search/en.yaml", old, with);
        var faults = new Faults();
        var catalogue = Catalogue.Read(files.ContentFolder, files.TranslationsFolder, [], faults);

        _ = new SearchIndexes(catalogue, faults);

        Assert.Contains(faults.Found, f => f.File == "search/en.yaml" && f.Line > 0 && f.Message.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Łódź, ŻÓŁW", "lodz zolw")]
    [InlineData("Wisbech-St. Mary’s", "wisbech st marys")]
    [InlineData("پناه‌گاه", "پناہگاہ")]
    [InlineData("كيمبرج", "کیمبرج")]
    [InlineData("ज़बरदस्ती", "जबरदस्ति")]
    [InlineData("कैम्ब्रिज", "कैंबरिज", false)]
    [InlineData("कैम्ब्रिज", "कैंब्रिज")]
    [InlineData("ড়", "ড")]
    [InlineData("৯৯৯", "999")]
    [InlineData("ਪੱਕਾ", "ਪਕਾ")]
    [InlineData("પોલીસ", "પોલિસ")]
    [InlineData("ਕੁੱਟ", "ਕੱਟ", false)]
    public void What_counts_in_a_word_is_left(string typed, string same, bool alike = true) => Assert.Equal(alike, Folded.Text(typed) == Folded.Text(same) || Folded.Text(typed) == same);

    [Theory]
    [InlineData("refuge", "refuge", 0)]
    [InlineData("refuge", "refuje", 1)]
    [InlineData("refuge", "refgue", 1)]
    [InlineData("refuge", "reuge", 1)]
    [InlineData("refuge", "rfeugee", 2)]
    [InlineData("refuge", "police", 3)]
    public void Slips_of_the_finger_are_counted(string one, string other, int slips) => Assert.Equal(slips, Slips.Between(one, other, 2));

    private async Task<Visitor> SearchAsync(string language, string typed)
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}/q");
        await visitor.PostAsync($"/{language}/q", [("typed", typed)]);
        return visitor;
    }
}
