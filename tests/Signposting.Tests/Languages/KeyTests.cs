using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>Each phrase that the source asks for is there, and each that is there is asked for.</summary>
public sealed class KeyTests(Site site) : IClassFixture<Site>
{
    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Fact]
    public void Every_phrase_that_the_source_names_is_in_en_po()
    {
        var named = Keys.Named().ToList();
        Assert.True(named.Count > 100, $"Only {named.Count} phrases were found in the source: it is read wrongly.");
        None.Of(named.Where(n => !Catalogue.Phrases.Has(n.Key)).Select(n => $"{n.File}: {n.Key}"));
    }

    [Fact]
    public void Every_phrase_that_the_source_puts_together_is_in_en_po() =>
        None.Of(Keys.Together.SelectMany(f => f.Value(Catalogue).Select(k => f.Key + k)).Where(k => !Catalogue.Phrases.Has(k)));

    [Fact]
    public void Every_way_of_putting_a_phrase_together_is_known_here() =>
        None.Of(Keys.Families().Where(f => !Keys.Together.ContainsKey(f.Beginning)).Select(f => $"{f.File}: {f.Beginning}"));

    [Fact]
    public void No_phrase_of_en_po_is_unused()
    {
        var used = Keys.Named().Select(n => n.Key).Concat(Keys.Together.SelectMany(f => f.Value(Catalogue).Select(k => f.Key + k))).Concat(Keys.Optional(Catalogue)).ToHashSet();
        None.Of(Catalogue.Phrases.Keys.Except(used));
    }
}
