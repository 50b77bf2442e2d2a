using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Listings;
using Signposting.Routing;
using Signposting.Storage;
using Signposting.Tallies;
using Signposting.Tests.Routing;

namespace Signposting.Tests.Tallies;

/// <summary>The quarterly report as a page and as a spreadsheet.</summary>
public sealed class ReportTests(ReportTests.ContentOfTheSite content) : IClassFixture<ReportTests.ContentOfTheSite>
{
    private static readonly Quarter Autumn = new(2026, 4);

    private Catalogue Shipped => content.Catalogue;

    [Fact]
    public void It_has_the_partnership_s_own_tables_and_rounds_every_figure()
    {
        var report = Report(Counts(("district fenland", 61), ("district peterborough", 93), ("district other", 7), ("taken fenland", 44), ("unanswered fenland", 1), ("specialist stalking rest", 15),
            ("specialist stalking peterborough", 2), ("need stalking fenland", 12)), yearBefore: Counts(("district fenland", 37)));

        Assert.Equal(("Referrals through the website: Q3 2026-27", "October to December 2026", null), (report.Title, report.Period, report.Provisional));
        Assert.Equal(["160", "45", "0 to 2", "0 to 2", "35"], Table(report, "Q3 total referral data").Rows.Single().Cells);
        var district = Table(report, "Q3 data by district");
        Assert.Equal("Referrals, Q3 2025-26 for comparison", district.Columns[^1]);
        Assert.Equal(["Cambridge City", "East Cambridgeshire", "South Cambridgeshire", "Fenland", "Huntingdonshire", "Peterborough"], district.Rows.Select(r => r.Label));
        Assert.Equal(["60", "45", "0 to 2", "98%", "35"], Row(district, "Fenland"));
        Assert.Equal(["95", "0 to 2", "0 to 2", "too few", "0 to 2"], Row(district, "Peterborough"));
        Assert.Equal(["15", "0 to 2", "0 to 2", "0 to 2"], Row(Table(report, "Q3 data all risk levels: specialist support asked for"), "Stalking and harassment"));
        Assert.Equal(["0 to 2", "0 to 2", "0 to 2", "10", "0 to 2", "0 to 2", "about 15"], Row(Table(report, "Q3 kinds of need by district"), "Stalking and harassment"));
    }

    /// <summary>A row that is missing would say "none", and one that appears "at least one".</summary>
    [Fact]
    public void The_same_rows_are_printed_whatever_was_counted()
    {
        var none = Report(QuarterCounts.None);
        var all = Report(new QuarterCounts(EveryCell().Distinct().ToDictionary(c => c, _ => 1)));

        Assert.Equal(Shape(none), Shape(all));
        Assert.All(none.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells), c => Assert.True(c is "0 to 2" or "too few" or "about 5" or "not counted", c));
    }

    [Fact]
    public void Every_word_that_can_be_counted_has_its_row_and_every_service_its_line_but_the_partnership_s_own()
    {
        // Each cell by itself changes something that is printed.
        var nothing = ReportCsv.Print(Report(QuarterCounts.None));
        None.Of(EveryCell().Where(c => ReportCsv.Print(Report(new QuarterCounts(new Dictionary<Count, int> { [c] = 3 }))) == nothing));
        Assert.DoesNotContain(Table(Report(QuarterCounts.None), "Q3 what services answered").Rows, r => r.Label == Shipped.Service("partnership-desk")!.Name);
    }

    /// <summary>
    /// All small populations out of eight kinds of people, each the whole way through the printed report: whoever knows every table can't
    /// tell of any printed figure of "0 to 2" which of the three it is.
    /// </summary>
    [Fact]
    public void No_small_figure_can_be_found_out_from_all_tables_together()
    {
        var possible = new Dictionary<(string Published, Count Cell), int>();
        Count[][] kinds =
        [
            [new("district", "fenland"), new("need", "stalking", "fenland"), new("specialist", "stalking", "rest"), new("for", "self")],
            [new("district", "fenland"), new("for", "self")],
            [new("district", "peterborough"), new("specialist", "stalking", "peterborough"), new("for", "self")],
            [new("district", "peterborough")],
            [new("district", "other"), new("specialist", "stalking", "rest")],
            [new("district", "other"), new("for", "self")],
            [new("district", "other")],
        ];
        Count[] cells = [new("district", "fenland"), new("district", "peterborough"), new("need", "stalking", "fenland"), new("specialist", "stalking", "rest"), new("specialist", "stalking", "peterborough"), new("for", "self")];
        foreach (var population in Populations(kinds.Length, 7))
        {
            var numbers = kinds.SelectMany((kind, i) => kind.Select(cell => (cell, population[i]))).GroupBy(c => c.cell).ToDictionary(g => g.Key, g => g.Sum(c => c.Item2));
            var figures = new Figures(new QuarterCounts(numbers), Shipped);
            // Larger ones lie outside what was tried.
            if (figures.Received.Shown > 5) continue;
            var published = $"{figures.Received.Text}; {string.Join("; ", cells.Select(c => figures[c.Kind, c.Line, c.Part].Text))}";
            foreach (var cell in cells)
                if (numbers.GetValueOrDefault(cell) is <= 2 and var number) possible[(published, cell)] = possible.GetValueOrDefault((published, cell)) | 1 << number;
        }

        Assert.True(possible.Count > 20);
        None.Of(possible.Where(p => p.Value != 0b111).Select(p => $"{p.Key}: {Convert.ToString(p.Value, 2)}"));
    }

    /// <summary>Twelve in one table, as four times three, would by nearest rounding be a total of 10 and tell that nobody is in the other rows.</summary>
    [Theory]
    [InlineData("district cambridge-city,district east-cambridgeshire,district fenland,district huntingdonshire", "district other")]
    [InlineData("district cambridge-city,district east-cambridgeshire,district fenland,district peterborough", "district other")]
    [InlineData("language en,language pl,language lt,language ur", "district fenland")]
    [InlineData("specialist male rest,district peterborough", "district other")]
    public void The_total_of_referrals_leaves_room_in_every_table(string parts, string rest)
    {
        var each = 12 / parts.Split(',').Length;
        var counts = parts.Split(',').Select(p => (p, each)).ToList();
        var missing = 12 - counts.Where(c => c.p.StartsWith("district", StringComparison.Ordinal)).Sum(c => c.each);
        if (missing > 0) counts.Add((rest, missing));
        var figures = new Figures(Counts([.. counts]), Shipped);

        var least = counts.Where(c => c.p != rest).Sum(c => new Figure(c.each).Least);
        Assert.True(figures.Received.Shown >= least, $"{figures.Received.Shown} < {least}");
        Assert.Equal(parts.Contains("male", StringComparison.Ordinal) ? 10 : 15, figures.Received.Shown);
    }

    [Theory]
    [InlineData("taken cambridge-city,taken east-cambridgeshire,taken fenland,taken peterborough")]
    [InlineData("hours 4,hours 24,hours 48,hours 168")]
    [InlineData("service fenland-refuge taken,service cwa-refuge taken,service pwa-refuge taken,service caprcp taken")]
    public void The_total_of_those_taken_leaves_room_in_every_table(string parts)
    {
        var counts = parts.Split(',').Select(p => (p, 3)).ToList();
        if (!parts.StartsWith("taken", StringComparison.Ordinal)) counts.Add(("taken other", 12));

        Assert.Equal(15, new Figures(Counts([.. counts]), Shipped).Taken.Shown);
    }

    [Fact]
    public void Specialist_support_leaves_room_for_the_needs_that_ask_for_it()
    {
        var counts = Counts(("need stay-safe cambridge-city", 3), ("need housing east-cambridgeshire", 3), ("need stay-safe fenland", 3), ("need housing huntingdonshire", 3), ("specialist housing rest", 12));

        Assert.Equal(15, new Figures(counts, Shipped)[Counting.Specialist, "housing", Counting.NotPeterborough].Shown);
    }

    [Fact]
    public void Before_its_end_a_quarter_is_provisional_and_says_so()
    {
        var report = QuarterlyReport.Of(Autumn, QuarterCounts.None, null, new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 31), Shipped);

        Assert.StartsWith("Provisional: this quarter ends on 31 December 2026.", report.Provisional, StringComparison.Ordinal);
        Assert.Contains("The site has counted since 24 November 2026: this quarter is not whole.", report.Notes);
        Assert.Contains("Provisional", ReportCsv.Print(report), StringComparison.Ordinal);
        Assert.Contains("class=\"provisional\"", ReportHtml.Print(report), StringComparison.Ordinal);
        Assert.All(Table(report, "Q3 data by district").Rows, r => Assert.Equal("not counted", r.Cells[^1]));
    }

    [Fact]
    public void The_spreadsheet_reads_back_as_what_the_report_is()
    {
        var report = Report(Counts(("district fenland", 61)));
        var text = ReportCsv.Print(report);

        Assert.StartsWith("\uFEFF", text, StringComparison.Ordinal);
        Assert.Equal("\uFEFF", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))[..1]);
        var lines = Csv(text[1..]);
        Assert.Equal(report.Title, lines[0].Single());
        foreach (var table in report.Tables)
        {
            var at = lines.FindIndex(l => l is [var caption] && caption == table.Caption);
            Assert.Equal(table.Columns, lines[at + 1]);
            foreach (var (i, row) in table.Rows.Index()) Assert.Equal([row.Label, .. row.Cells], lines[at + 2 + i]);
        }
        Assert.Contains("\"Fenland\",60,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|'/c calc'!A1", "\"'=cmd|'/c calc'!A1\"")]
    [InlineData("+44", "\"'+44\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData(" =1+1", "\"' =1+1\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("15", "15")]
    [InlineData("0 to 2", "\"0 to 2\"")]
    public void A_cell_is_never_a_formula(string value, string written)
    {
        var report = new Report("t", "p", null, [new ReportTable("c", ["h"], [new ReportRow(value)])], []);

        Assert.Contains($"\r\n\"h\"\r\n{written}\r\n", ReportCsv.Print(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_whole_in_itself_and_its_tables_are_tables()
    {
        var report = Report(Counts(("district fenland", 61)));
        var text = ReportHtml.Print(report);
        var page = await new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocumentAsync(text, TestContext.Current.CancellationToken);

        Assert.Equal(("en-GB", report.Title, report.Title), (page.DocumentElement.GetAttribute("lang"), page.Title, page.QuerySelector("h1")!.TextContent));
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, [src], [href], [style]"));
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.Equal(report.Tables.Select(t => t.Caption), page.QuerySelectorAll("table > caption").Select(c => c.TextContent));
        foreach (var (table, printed) in report.Tables.Zip(page.QuerySelectorAll("table")))
        {
            Assert.Equal(table.Columns, printed.QuerySelectorAll("thead > tr > *").Select(c => c.TextContent));
            Assert.All(printed.QuerySelectorAll("thead th"), h => Assert.Equal("col", h.GetAttribute("scope")));
            Assert.Equal(table.Rows.Select(r => r.Label), printed.QuerySelectorAll("tbody th[scope=row]").Select(h => h.TextContent));
            Assert.Equal(table.Rows.SelectMany(r => r.Cells), printed.QuerySelectorAll("tbody td").Select(c => c.TextContent));
            var region = printed.ParentElement!;
            Assert.Equal(table.Caption, page.GetElementById(region.GetAttribute("aria-labelledby")!)!.TextContent);
        }
    }

    [Fact]
    public void Names_out_of_the_content_are_text()
    {
        var report = new Report("<b>&", "p", null, [new ReportTable("c", ["h", "i"], [new ReportRow("<script>alert(1)</script>", "\"")])], []);

        Assert.DoesNotContain("<script", ReportHtml.Print(report), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", ReportHtml.Print(report), StringComparison.Ordinal);
    }

    private Report Report(QuarterCounts counts, QuarterCounts? yearBefore = null) =>
        QuarterlyReport.Of(Autumn, counts, yearBefore, new DateOnly(2025, 1, 1), new DateOnly(2027, 1, 1), Shipped);

    private static QuarterCounts Counts(params (string Cell, int Number)[] numbers) => new(numbers.ToDictionary(
        n => n.Cell.Split(' ') is [var kind, var line, .. var part] ? new Count(kind, line, string.Concat(part)) : default, n => n.Number));

    private IEnumerable<Count> EveryCell()
    {
        var routing = Shipped.Part<RoutingTable>();
        var nobody = new Situation();
        foreach (var area in Shipped.Areas)
        {
            var all = nobody.With(Facts.Area([]), area.Id).With(Facts.Needs, Facts.Needs.Words);
            foreach (var count in Counting.Received(all, [], access: true, "fenland-refuge", routing).Concat(Counting.TakenBy("fenland-refuge", TimeSpan.Zero, all, routing)).Concat(Counting.Nobody(all, routing))) yield return count;
            foreach (var mark in Facts.Specialist.Words) yield return Counting.Received(all, [mark], access: false, "", routing).First(c => c.Kind == Counting.Specialist && c.Line == mark);
        }
        foreach (var word in Facts.Language.Words) foreach (var count in Counting.Received(nobody.With(Facts.Language, word), [], false, "", routing)) yield return count;
        foreach (var word in Facts.For.Words) foreach (var count in Counting.Received(nobody.With(Facts.For, word), [], false, "", routing)) yield return count;
        foreach (var hours in new[] { 1, 5, 25, 50, 100, 1000 }) foreach (var count in Counting.TakenBy("", TimeSpan.FromHours(hours), nobody, routing)) yield return count;
        foreach (var answer in new[] { "full", "silent", "refused", "unreadable", "never heard of" }) foreach (var count in Counting.PassedOn("fenland-refuge", answer, "cwa-refuge", routing)) yield return count;
        foreach (var count in Counting.TakenBack()) yield return count;
    }

    private static ReportTable Table(Report report, string caption) => report.Tables.Single(t => t.Caption == caption);

    private static IReadOnlyList<string> Row(ReportTable table, string label) => table.Rows.Single(r => r.Label == label).Cells;

    private static IEnumerable<string> Shape(Report report) => report.Tables.SelectMany(t => t.Rows.Select(r => $"{t.Caption}: {r.Label}: {r.Cells.Count}"));

    private static IEnumerable<int[]> Populations(int kinds, int atMost) => kinds == 0 ? [[]]
        : Enumerable.Range(0, atMost + 1).SelectMany(n => Populations(kinds - 1, atMost - n).Select(p => (int[])[n, .. p]));

    /// <summary>A reader of RFC 4180, written for itself.</summary>
    private static List<List<string>> Csv(string text)
    {
        var (lines, cell, quoted) = (new List<List<string>> { new() }, new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] is ',' or '\n')
            {
                lines[^1].Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (text[i] == '\n') lines.Add([]);
            }
            else cell.Append(text[i]);
        }
        Assert.False(quoted);
        return lines;
    }

    /// <summary>The content as it is shipped.</summary>
    public sealed class ContentOfTheSite : IDisposable
    {
        private readonly Site _site = new();

        public Catalogue Catalogue => _site.Services.GetRequiredService<CurrentCatalogue>().Now;

        public void Dispose() => _site.Dispose();
    }
}
