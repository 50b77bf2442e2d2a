using Signposting.Listings;

namespace Signposting.Crawlers;

/// <summary>Where crawlers may go (RFC 9309): everywhere but the form and what belongs to it, and the way out.</summary>
internal static class Robots
{
    private static readonly string[] NotHere = [SitePaths.Form, SitePaths.Status, SitePaths.PersonCheck, SitePaths.Leave];

    /// <summary>The file. Each language has lines of its own, as not every crawler knows wildcards.</summary>
    public static string Of(Catalogue catalogue, SiteAddress site) => string.Concat(
    [
        "User-agent: *\n",
        .. from language in catalogue.Phrases.Languages from path in NotHere select $"Disallow: /{language.Code}{path}\n",
        $"\nSitemap: {site.Of(CrawlersRoom.SitemapPath)}\n",
    ]);
}
