using System.Security.Cryptography;
using System.Text.Json;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.OpenReferral;

/// <summary>The listings as open data (HSDS-UK 3.0), written once for each catalogue: only what the site's own pages show of a service.</summary>
internal sealed class Feed
{
    private readonly IReadOnlyList<HsdsService> _services;

    private Feed(IReadOnlyList<HsdsService> services, IReadOnlyList<HsdsOrganization> organizations, FeedTaxonomies taxonomies)
    {
        _services = services;
        Services = FeedCollection.Of(services, FeedJson.Default.HsdsService, s => s.Id, s => s.Brief);
        Organizations = FeedCollection.Of(organizations, FeedJson.Default.HsdsOrganization, o => o.Id);
        Taxonomies = FeedCollection.Of(taxonomies.All, FeedJson.Default.HsdsTaxonomy, t => t.Id);
        TaxonomyTerms = FeedCollection.Of(taxonomies.Terms.Select(t => t.Record), FeedJson.Default.HsdsTaxonomyTerm, t => t.Id);
        Tag = TagOf([Services, Organizations, Taxonomies, TaxonomyTerms]);
    }

    /// <summary>What the feed is.</summary>
    public static byte[] About { get; } = JsonSerializer.SerializeToUtf8Bytes(
        new HsdsAbout("HSDS-UK-3.0", "https://docs.openreferraluk.org/en/latest/", "https://openreferraluk.org/specifications/3.0/openapi.json"), FeedJson.Default.HsdsAbout);

    /// <summary>Services that are shown.</summary>
    public FeedCollection Services { get; }

    /// <summary>Who runs them.</summary>
    public FeedCollection Organizations { get; }

    /// <summary>How they are sorted.</summary>
    public FeedCollection Taxonomies { get; }

    /// <summary>The sorts.</summary>
    public FeedCollection TaxonomyTerms { get; }

    /// <summary>Where services are: always empty. The standard wants the list; we hold no address, and a refuge's must not be known.</summary>
    public FeedCollection ServiceAtLocations { get; } = FeedCollection.Of(Array.Empty<HsdsService>(), FeedJson.Default.HsdsService, s => s.Id);

    /// <summary>An entity tag for all of it (RFC 9110, 8.8.3): the same on every machine that serves the same listings.</summary>
    public string Tag { get; }

    /// <summary>The services that match.</summary>
    public IReadOnlyList<FeedItem> Find(ServiceSearch search) => [.. _services.Zip(Services.Items).Where(s => search.Admits(s.First)).Select(s => s.Second)];

    /// <summary>The part of a catalogue.</summary>
    /// <param name="catalogue">The listings.</param>
    /// <param name="site">The public address of this site.</param>
    /// <param name="faults">Where faults go.</param>
    public static Feed Of(Catalogue catalogue, Uri site, Faults faults)
    {
        var words = new FeedWords(catalogue, faults);
        var shown = catalogue.Services.Where(s => s.Shown).OrderBy(s => s.Number).ToList();
        var taxonomies = FeedTaxonomies.Of(catalogue, shown, words);
        var writer = new ServiceWriter(catalogue, site, shown, taxonomies, words);
        return new Feed([.. shown.Select(writer.Write)], [.. shown.Select(s => s.Organisation).Distinct().Order(StringComparer.Ordinal).Select(writer.Organization)], taxonomies);
    }

    private static string TagOf(IEnumerable<FeedCollection> collections)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in collections.SelectMany(c => c.Items)) hash.AppendData(item.Whole);
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";
    }
}
