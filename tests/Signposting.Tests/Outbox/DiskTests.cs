using System.Diagnostics;
using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>If a form can't be kept, nobody is told that it was.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task A_full_disk_at_send_says_so_keeps_the_answers_and_the_next_press_is_taken()
    {
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data);
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana of the full disk"));
        // No file of this process may grow any more.
        await LimitFilesAsync(site.ProcessId, "1");
        await visitor.PressAsync("send");

        NotTaken(visitor);
        Assert.Contains("A referral could not be kept", site.Console, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana of the", site.Console, StringComparison.Ordinal);

        await LimitFilesAsync(site.ProcessId, "unlimited");
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await Until.TrueAsync(() => System.IO.Directory.Exists(Path.Combine(data, "mail")) && System.IO.Directory.GetFiles(Path.Combine(data, "mail"), "*.eml").Length == 1, "It has not arrived.");
    }

    [Fact]
    public async Task A_database_that_refuses_the_letter_keeps_no_half_of_the_referral()
    {
        await using var hook = await PassingOn.Webhook.StartAsync();
        using var site = new Site([("Alarm:Webhook", hook.Address)]);
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana of the full disk"));
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        // The letter is put in first, the referral second: it fails between the two.
        await connection.ExecuteAsync("create trigger broken before insert on referrals begin select raise(abort, 'disk I/O error'); end");
        await visitor.PressAsync("send");

        NotTaken(visitor);
        Assert.Equal((0, 0), await site.CountAsync());
        Assert.Contains("SqliteException", await hook.ReceivedAsync("storage"), StringComparison.Ordinal);

        await connection.ExecuteAsync("drop trigger broken");
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal((1, 1), await site.CountAsync());
    }

    [Fact]
    public async Task A_database_that_has_gone_away_is_said_too()
    {
        using var site = new Site();
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana of the full disk"));
        // Connections that are kept open would still write to the file that is no more.
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool((Microsoft.Data.Sqlite.SqliteConnection)connection);
        foreach (var file in System.IO.Directory.GetFiles(site.Data, "signposting.db*")) File.Delete(file);
        // A folder stands where the file was.
        System.IO.Directory.CreateDirectory(Path.Combine(site.Data, "signposting.db"));
        await visitor.PressAsync("send");

        NotTaken(visitor);
    }

    private static void NotTaken(Visitor visitor)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Equal("check", visitor.At);
        Assert.Contains("We could not take your form just now. It was not sent.", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ana of the full disk", visitor.Text, StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector(".reference"));
    }

    private static async Task LimitFilesAsync(int process, string bytes)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", $"{process}", $"--fsize={bytes}:"]);
        await prlimit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
