using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Listings;

namespace Signposting.Crawlers;

/// <summary>
/// What search engines read, so that people find us by the words they use: titles and addresses say nothing. These files carry the headers
/// of every page: shared caches may keep them for a minute, which is all that crawlers need, and a reader's own browser never does.
/// </summary>
public static class CrawlersRoom
{
    internal const string SitemapPath = "/sitemap.xml";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The list of pages is made with every catalogue.</summary>
    public static WebApplicationBuilder AddCrawlers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>(services =>
        {
            var site = services.GetRequiredService<IOptions<SiteAddress>>().Value;
            return (catalogue, _) => Sitemap.Of(catalogue, site);
        });
        builder.Services.AddScoped<StructuredData>();
        return builder;
    }

    /// <summary><c>/sitemap.xml</c> and <c>/robots.txt</c>.</summary>
    public static WebApplication MapCrawlers(this WebApplication app)
    {
        app.MapMethods(SitemapPath, Reading, (Catalogue catalogue) => Results.Bytes(catalogue.Part<Sitemap>().Xml, "text/xml; charset=utf-8"));
        app.MapMethods("/robots.txt", Reading, (Catalogue catalogue, IOptions<SiteAddress> site) => Results.Text(Robots.Of(catalogue, site.Value)));
        return app;
    }
}
