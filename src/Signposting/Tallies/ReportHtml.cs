using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Signposting.Tallies;

/// <summary>A report as a page in one file, to be read, sent on and printed: no script, nothing fetched.</summary>
internal static class ReportHtml
{
    private const string Style = """

        :root { color-scheme: light dark; --ink: #1c2b33; --paper: #fff; --field: #f4f2ec; --line: #8b979d; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eef1f2; --paper: #14191c; --field: #20282d; --line: #7d8a91; } }
        body { margin: 0 auto; padding: 1rem; max-width: 70rem; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.3; margin: .5em 0 0; }
        h2 { font-size: 1.3rem; }
        .lead { font-size: 1.125rem; margin-top: .25rem; }
        .provisional { border: 2px solid var(--ink); padding: .75rem 1rem; font-weight: 650; }
        .table { overflow-x: auto; margin-top: 2rem; }
        table { border-collapse: collapse; min-width: 50%; }
        caption { text-align: start; font-weight: 650; font-size: 1.125rem; padding-bottom: .5rem; }
        th, td { border: 1px solid var(--line); padding: .35rem .6rem; vertical-align: top; }
        th { text-align: start; font-weight: 600; }
        thead th { background: var(--field); }
        td { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .note { margin: .5rem 0 0; font-size: .9375rem; }
        @page { size: A4 landscape; margin: 12mm; }
        @media print {
          :root { --ink: #000; --paper: #fff; --field: #eee; --line: #666; }
          body { max-width: none; padding: 0; font-size: 9.5pt; }
          .table { overflow: visible; margin-top: 1.2rem; break-inside: avoid; }
          th, td { padding: .15rem .4rem; }
        }

        """;

    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" };

    public static string Print(Report report)
    {
        var page = new XElement("html", new XAttribute("lang", "en-GB"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", report.Title),
                new XElement("style", Style)),
            new XElement("body", new XElement("main",
                new XElement("h1", report.Title),
                new XElement("p", new XAttribute("class", "lead"), report.Period),
                report.Provisional is null ? null : new XElement("p", new XAttribute("class", "provisional"), report.Provisional),
                report.Tables.Select((t, i) => Table(t, $"table-{i + 1}")),
                new XElement("h2", "How to read this"),
                new XElement("ul", report.Notes.Select(n => new XElement("li", n))))));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, Settings)) page.Save(writer);
        return text.Append('\n').ToString();
    }

    /// <summary>What is wider than the screen is scrolled within its own box, also by keyboard.</summary>
    private static XElement Table(ReportTable table, string id) => new("div",
        new XAttribute("class", "table"), new XAttribute("role", "region"), new XAttribute("tabindex", "0"), new XAttribute("aria-labelledby", id),
        new XElement("table",
            new XElement("caption", new XAttribute("id", id), table.Caption),
            new XElement("thead", new XElement("tr", table.Columns.Select(c => c.Length == 0 ? new XElement("td", "") : Heading("col", c)))),
            new XElement("tbody", table.Rows.Select(r => new XElement("tr", Heading("row", r.Label), r.Cells.Select(c => new XElement("td", c)))))),
        table.Note is null ? null : new XElement("p", new XAttribute("class", "note"), table.Note));

    private static XElement Heading(string scope, string text) => new("th", new XAttribute("scope", scope), text);
}
