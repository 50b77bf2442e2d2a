using System.Globalization;
using System.Text;
using System.Xml;
using Signposting.Listings;

namespace Signposting.Crawlers;

/// <summary>
/// Every page that a search engine may show, in every language, each with its others (sitemaps.org 0.9, and hreflang as
/// search engines read it there). Written once for each catalogue.
/// </summary>
internal sealed class Sitemap
{
    private const string Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private Sitemap(byte[] xml) => Xml = xml;

    /// <summary>The file, in UTF-8.</summary>
    public byte[] Xml { get; }

    /// <summary>The part of a catalogue.</summary>
    public static Sitemap Of(Catalogue catalogue, SiteAddress site)
    {
        using var xml = new MemoryStream();
        using (var to = XmlWriter.Create(xml, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            to.WriteStartElement("urlset", Schema);
            to.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            foreach (var (path, changed) in Pages(catalogue)) Write(to, catalogue, site, path, changed);
            to.WriteEndElement();
        }
        return new Sitemap(xml.ToArray());
    }

    /// <summary>Pages that are the same for everybody, by their path after the language, and when a person last checked them. The form and what belongs to it aren't.</summary>
    private static IEnumerable<(string Path, DateOnly? Checked)> Pages(Catalogue catalogue) =>
    [
        .. new[] { "", SitePaths.Find, SitePaths.Search, SitePaths.FindArea, SitePaths.Services, SitePaths.Paper }.Select(p => (p, (DateOnly?)null)),
        .. Enum.GetValues<GuidanceSection>().Select(s => (SitePaths.Section(s), (DateOnly?)null)),
        .. catalogue.Areas.Select(a => ($"{SitePaths.FindArea}/{a.Number}", (DateOnly?)null)),
        .. catalogue.Pages.Select(p => (SitePaths.Guidance(p.Number), (DateOnly?)p.Checked)),
        .. catalogue.Services.Where(s => s.Shown).Select(s => (SitePaths.Service(s.Number), (DateOnly?)s.Checked)),
    ];

    private static void Write(XmlWriter to, Catalogue catalogue, SiteAddress site, string path, DateOnly? changed)
    {
        string In(string language) => site.Of($"/{language}{path}");

        var languages = catalogue.Phrases.Languages.Select(l => l.Code).ToList();
        foreach (var language in languages)
        {
            to.WriteStartElement("url", Schema);
            to.WriteElementString("loc", Schema, In(language));
            if (changed is { } day) to.WriteElementString("lastmod", Schema, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (var (code, address) in languages.Select(l => (l, In(l))).Append(("x-default", In(catalogue.Phrases.English.Code))))
            {
                to.WriteStartElement("link", Xhtml);
                to.WriteAttributeString("rel", "alternate");
                to.WriteAttributeString("hreflang", code);
                to.WriteAttributeString("href", address);
                to.WriteEndElement();
            }
            to.WriteEndElement();
        }
    }
}
