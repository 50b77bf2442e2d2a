namespace Signposting.Tallies;

/// <summary>A report as it is printed: only what may be published is in it.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Period">Of when: <c>October to December 2026</c>.</param>
/// <param name="Provisional">What to say when the quarter isn't over, or null.</param>
/// <param name="Tables">In order.</param>
/// <param name="Notes">How to read it.</param>
internal sealed record Report(string Title, string Period, string? Provisional, IReadOnlyList<ReportTable> Tables, IReadOnlyList<string> Notes);

/// <summary>A table.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Headings, the one over the row labels first.</param>
/// <param name="Rows">In order.</param>
/// <param name="Note">What must be known to read it, or null.</param>
internal sealed record ReportTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<ReportRow> Rows, string? Note = null);

/// <summary>A row.</summary>
/// <param name="Label">Its heading.</param>
/// <param name="Cells">One for each column but the first.</param>
internal sealed record ReportRow(string Label, params IReadOnlyList<string> Cells);
