using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Storage;
using Signposting.Tallies;
using Signposting.Tests.Content;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Tallies;

/// <summary><c>-- report</c> of the built program, on the database that a site has filled.</summary>
public abstract class ReportVerbTests(Func<string, Task<(string, string)[]>> storage)
{
    private static readonly Quarter Now = Quarter.Of(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Both_formats_of_the_last_quarter_and_of_the_one_before()
    {
        var data = Repository.NewFolder();
        var settings = await storage(data);
        await FillAsync(settings);

        var csv = await Verb.RunAsync("report --format csv", settings: settings);
        Assert.True(csv.ExitCode == 0, csv.Errors);
        Assert.Contains($"\r\n\"{Now.Before.Months}\"\r\n", csv.Output, StringComparison.Ordinal);
        Assert.Contains("\"Fenland\",5,5,", csv.Output, StringComparison.Ordinal);
        var html = await Verb.RunAsync($"report {Now.Before.Before.CouncilYear}-{Now.Before.Before.CouncilNumber}", settings: settings);
        Assert.True(html.ExitCode == 0, html.Errors);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">", html.Output, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Fenland</th>\n              <td>30</td>", html.Output, StringComparison.Ordinal);

        var file = Path.Combine(data, "report.csv");
        var written = await Verb.RunAsync($"report --so-far {Now} --format=csv --output {file}", settings: settings);
        Assert.Equal((0, ""), (written.ExitCode, written.Output + written.Errors));
        Assert.Equal([0xEF, 0xBB, 0xBF], (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..3]);
        Assert.Contains("\"Provisional: this quarter ends on ", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report {now}", 2, "isn't over until")]
    [InlineData("report {next}", 2, "hasn't begun.")]
    [InlineData("report 2019-Q1", 2, "There are no figures for 2019-Q1: the site has counted since")]
    [InlineData("report spring", 2, "'spring' isn't a quarter. Write 20")]
    [InlineData("report --format pdf", 2, "'pdf' isn't a format. Use csv or html.")]
    [InlineData("report --format", 2, "'--format' needs a value after it.")]
    [InlineData("report --sofar", 2, "'--sofar' isn't known here.")]
    [InlineData("report 2026-Q1 2026-Q2", 2, "Name one quarter")]
    [InlineData("report --output /nowhere/at/all.html", 1, "/nowhere/at")]
    public async Task What_can_t_be_printed_is_said_and_returned(string verb, int code, string says)
    {
        var settings = await storage(Repository.NewFolder());
        await FillAsync(settings);

        var report = await Verb.RunAsync(verb.Replace("{now}", Now.ToString(), StringComparison.Ordinal).Replace("{next}", new Quarter(Now.Year + 1, 1).ToString(), StringComparison.Ordinal), settings: settings);

        Assert.True((code, "") == (report.ExitCode, report.Output), $"{report.ExitCode} {report.Output} {report.Errors}");
        Assert.Contains(says, report.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", report.Errors, StringComparison.Ordinal);
    }

    /// <summary>A real referral in this quarter, and counts of the two before it.</summary>
    private static async Task FillAsync((string, string)[] settings)
    {
        using var site = new Site(settings);
        await FormFilling.SendAsync(site, answers: [("area", ["fenland"]), ("needs", ["money"])]);
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("insert into tallies (quarter, kind, line, part, number) values (@quarter, @kind, 'fenland', '', @number)",
            new[] { ("district", Now.Before, 6), ("taken", Now.Before, 4), ("district", Now.Before.Before, 31) }.Select(r => new { quarter = r.Item2.ToString(), kind = r.Item1, number = r.Item3 }));
        await connection.ExecuteAsync("update scripts set applied_at = @then where number = 5", new { then = TimeProvider.System.GetUtcNow().AddYears(-1).ToUnixTimeMilliseconds() });
    }
}

public sealed class ReportVerbOnSqliteTests() : ReportVerbTests(data => Task.FromResult<(string, string)[]>([("Storage:Folder", data)]))
{
    [Fact]
    public async Task Without_a_database_it_says_so_and_makes_none()
    {
        var report = await Verb.RunAsync("report");

        Assert.Equal((1, ""), (report.ExitCode, report.Output));
        Assert.Contains("There is no database in", report.Errors, StringComparison.Ordinal);
    }
}

public sealed class ReportVerbOnPostgresTests(SeveralNodes.PostgresServer server) : ReportVerbTests(async data => [("Storage:Folder", data), .. await server.SettingsAsync()]);
