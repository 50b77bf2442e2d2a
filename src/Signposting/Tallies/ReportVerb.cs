using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Signposting.Listings;
using Signposting.Storage;

namespace Signposting.Tallies;

/// <summary>What was asked of the <c>report</c> verb: <c>2026-Q4 --format csv --output report.csv</c>.</summary>
/// <param name="Quarter">Of when, or null for the last whole quarter.</param>
/// <param name="SoFar">Whether a quarter that isn't over may be printed.</param>
/// <param name="Csv">For a spreadsheet, or else a page.</param>
/// <param name="Output">The file to write, or null for standard output.</param>
public sealed record ReportRequest(string? Quarter, bool SoFar, bool Csv, string? Output)
{
    /// <summary>Understands the words after <c>report</c>.</summary>
    /// <exception cref="FormatException">They make no request; the message says what to do.</exception>
    public static ReportRequest Parse(IReadOnlyList<string> words)
    {
        var request = new ReportRequest(null, SoFar: false, Csv: false, null);
        var rest = new Queue<string>(words.SelectMany(w => w.StartsWith("--", StringComparison.Ordinal) && w.Contains('=', StringComparison.Ordinal) && !w.Contains(':', StringComparison.Ordinal) ? w.Split('=', 2) : [w]));
        while (rest.TryDequeue(out var word))
        {
            request = word switch
            {
                "--so-far" => request with { SoFar = true },
                "--format" => request with { Csv = IsCsv(Value(word, rest)) },
                "--output" => request with { Output = Value(word, rest) },
                // A setting, as every command takes: --Storage:Folder=x, or in two words.
                ['-', '-', ..] when word.Contains(':', StringComparison.Ordinal) => Skip(request, word, rest),
                ['-', ..] => throw new FormatException($"'{word}' isn't known here. Use --format csv, --format html, --output FILE and --so-far."),
                _ when request.Quarter is null => request with { Quarter = word },
                _ => throw new FormatException($"Name one quarter, not '{request.Quarter}' and '{word}'."),
            };
        }
        return request;
    }

    private static ReportRequest Skip(ReportRequest request, string setting, Queue<string> rest)
    {
        if (!setting.Contains('=', StringComparison.Ordinal)) _ = Value(setting, rest);
        return request;
    }

    private static string Value(string option, Queue<string> rest) => rest.TryDequeue(out var value) && !value.StartsWith("--", StringComparison.Ordinal) && value.Length > 0
        ? value : throw new FormatException($"'{option}' needs a value after it.");

    private static bool IsCsv(string format) => format switch
    {
        "csv" => true,
        "html" => false,
        _ => throw new FormatException($"'{format}' isn't a format. Use csv or html."),
    };
}

/// <summary>The quarterly report for operators, as bytes of UTF-8.</summary>
internal sealed class ReportVerb(TallyBook tallies, CurrentCatalogue catalogue, IOptions<StorageOptions> storage, TimeProvider clock)
{
    /// <exception cref="FormatException">The quarter can't be printed; the message says why and what to do.</exception>
    /// <exception cref="InvalidOperationException">Nothing is counted in this database.</exception>
    public async Task<byte[]> RunAsync(ReportRequest request, CancellationToken cancel)
    {
        var today = Quarter.Day(clock.GetUtcNow());
        var quarter = Wanted(request, Quarter.Of(clock.GetUtcNow()));
        if (storage.Value is { PostgreSql: null } sqlite && !File.Exists(sqlite.DatabaseFile))
            throw new InvalidOperationException($"There is no database in '{sqlite.Folder}'. Give the site's own Storage:Folder or Storage:PostgreSql.");
        var since = await tallies.SinceAsync(cancel) ?? throw new InvalidOperationException("Nothing is counted in this database yet: start the site once with this version.");
        if (since > quarter.LastDay) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"There are no figures for {quarter}: the site has counted since {since:d MMMM yyyy}."));
        var yearBefore = since > quarter.YearBefore.LastDay ? null : await tallies.OfAsync(quarter.YearBefore, cancel);
        var report = QuarterlyReport.Of(quarter, await tallies.OfAsync(quarter, cancel), yearBefore, since, today, catalogue.Now);
        return Encoding.UTF8.GetBytes(request.Csv ? ReportCsv.Print(report) : ReportHtml.Print(report));
    }

    /// <summary>A quarter that isn't over is printed only when that is said: figures of parts of a quarter, subtracted, are figures of days.</summary>
    private static Quarter Wanted(ReportRequest request, Quarter now)
    {
        if (request.Quarter is null) return request.SoFar ? now : now.Before;
        if (!Quarter.TryParse(request.Quarter, out var quarter))
            throw new FormatException($"'{request.Quarter}' isn't a quarter. Write {now.Before} (of the calendar year) or {now.Before.CouncilYear}-{now.Before.CouncilNumber} (of the council's year, from April).");
        if (quarter.CompareTo(now) > 0) throw new FormatException($"{quarter} hasn't begun.");
        if (quarter == now && !request.SoFar)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{quarter} isn't over until {quarter.LastDay:d MMMM yyyy}. Add --so-far for provisional figures, which are not for passing on."));
        return quarter;
    }
}
