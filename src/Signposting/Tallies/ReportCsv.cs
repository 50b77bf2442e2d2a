using System.Text;

namespace Signposting.Tallies;

/// <summary>A report for a spreadsheet: each table under its caption, an empty line between (RFC 4180, UTF-8 with the mark that Excel looks for).</summary>
internal static class ReportCsv
{
    public static string Print(Report report)
    {
        var text = new StringBuilder("\uFEFF");
        Line(text, [report.Title]);
        Line(text, [report.Period]);
        if (report.Provisional is not null) Line(text, [report.Provisional]);
        foreach (var table in report.Tables)
        {
            Line(text, []);
            Line(text, [table.Caption]);
            Line(text, table.Columns);
            foreach (var row in table.Rows) Line(text, [row.Label, .. row.Cells]);
            if (table.Note is not null) Line(text, [table.Note]);
        }
        Line(text, []);
        foreach (var note in report.Notes) Line(text, [note]);
        return text.ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) => text.Append(string.Join(',', cells.Select(Cell))).Append("\r\n");

    /// <summary>Numbers bare, everything else quoted. What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Cell(string value)
    {
        if (value.Length > 0 && value.All(char.IsAsciiDigit)) return value;
        var harmless = value.TrimStart() is ['=' or '+' or '-' or '@', ..] || value is ['\t' or '\r' or '\n', ..] ? "'" + value : value;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
