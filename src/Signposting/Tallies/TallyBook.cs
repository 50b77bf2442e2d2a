using System.Data.Common;
using System.Globalization;
using Dapper;
using Signposting.Storage;

namespace Signposting.Tallies;

/// <summary>Counts of one quarter.</summary>
/// <param name="Numbers">By cell; what is missing is nought.</param>
internal sealed record QuarterCounts(IReadOnlyDictionary<Count, int> Numbers)
{
    public static readonly QuarterCounts None = new(new Dictionary<Count, int>());

    public int this[string kind, string line, string part = ""] => Numbers.GetValueOrDefault(new Count(kind, line, part));

    /// <summary>All of one table.</summary>
    public int Sum(string kind) => Numbers.Where(n => n.Key.Kind == kind).Sum(n => n.Value);
}

/// <summary>
/// How many, by quarter: table <c>tallies</c>. By the quarter and not by the week, because nothing is printed for less, and because in a
/// week with a single referral its counts, one beside the other, would describe that person.
/// </summary>
internal sealed class TallyBook(Database database, Migrations migrations, TimeProvider clock)
{
    /// <summary>The script that made the table; since then it is counted.</summary>
    private const int Script = 5;

    /// <summary>
    /// Counts, in a transaction of the caller's that keeps the fact which is counted: both are kept, or neither. Call it once in a
    /// transaction and last: rows are taken in one order, so that two that count at once wait for each other and never cross.
    /// </summary>
    public async Task AddAsync(DbTransaction transaction, IEnumerable<Count> counts)
    {
        var rows = counts.GroupBy(c => c).OrderBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => g.Key.Line, StringComparer.Ordinal).ThenBy(g => g.Key.Part, StringComparer.Ordinal).ToList();
        if (rows.Count == 0) return;
        var values = new DynamicParameters(new { quarter = Quarter.Of(clock.GetUtcNow()).ToString() });
        foreach (var (i, row) in rows.Index())
        {
            values.Add($"kind{i}", row.Key.Kind);
            values.Add($"line{i}", row.Key.Line);
            values.Add($"part{i}", row.Key.Part);
            values.Add($"more{i}", row.Count());
        }
        var list = string.Join(", ", rows.Index().Select(r => string.Create(CultureInfo.InvariantCulture, $"(@quarter, @kind{r.Index}, @line{r.Index}, @part{r.Index}, @more{r.Index})")));
        await transaction.Connection!.ExecuteAsync(
            $"insert into tallies (quarter, kind, line, part, number) values {list} on conflict (quarter, kind, line, part) do update set number = tallies.number + excluded.number", values, transaction);
    }

    /// <summary>The counts of a quarter.</summary>
    public async Task<QuarterCounts> OfAsync(Quarter quarter, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<(string Kind, string Line, string Part, int Number)>(
            "select kind, line, part, number from tallies where quarter = @quarter", new { quarter = quarter.ToString() });
        return new QuarterCounts(rows.ToDictionary(r => new Count(r.Kind, r.Line, r.Part), r => r.Number));
    }

    /// <summary>The day in Cambridgeshire since which it is counted; null if this database has no such table yet.</summary>
    public async Task<DateOnly?> SinceAsync(CancellationToken cancel) =>
        await migrations.AppliedAtAsync(Script, cancel) is { } moment ? Quarter.Day(moment) : null;
}
