using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Signposting.Storage;
using Signposting.Tests.Content;
using Signposting.Tests.Outbox;
using Signposting.Tests.SeveralNodes;

namespace Signposting.Tests.Operations;

/// <summary>A backup taken while the site runs, restored after everything is lost.</summary>
public sealed class BackupTests(PostgresServer server) : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_copy_that_can_t_be_marked_as_one_is_not_left_behind()
    {
        var (data, backup) = (Repository.NewFolder(), Path.Combine(Repository.NewFolder(), "monday"));
        using (var site = new Site([("Storage:Folder", data)]))
        {
            using var browser = site.Browser();
            await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
            await connection.ExecuteAsync("drop table marks");
        }

        var copied = await Verb.RunAsync($"backup {backup}", settings: ("Storage:Folder", data));

        Assert.Equal(1, copied.ExitCode);
        Assert.Contains("of an earlier version", copied.Errors, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.EnumerateFiles(backup, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_letter_that_waited_in_the_backup_is_delivered_by_the_restored_site_once_somebody_has_looked()
    {
        var (data, backup, restored) = (Repository.NewFolder(), Path.Combine(Repository.NewFolder(), "monday"), Repository.NewFolder());
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("CONNECT", "421 later") };
        var settings = Postfix.Settings(_authority, mail.Port);
        string waits, found;
        Row letter;
        await using (var site = await ShippedSite.StartAsync(data, settings))
        {
            waits = await Filling.SendAsync(site.Browser(), ("name", "Canary of the backup"));
            found = await Filling.SendAsync(site.Browser());
            var copied = await Verb.RunAsync($"backup {backup}", settings: ("Storage:Folder", data));
            Assert.True(copied.ExitCode == 0, copied.Output + copied.Errors);
            // Sent after the backup: lost with the disk, as the instructions say.
            await Filling.SendAsync(site.Browser());
            letter = (await new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync())[0];
            await site.KillAsync();
        }
        Assert.Equal(["database", "keys"], System.IO.Directory.GetDirectories(backup).Select(Path.GetFileName).Order());
        Assert.Equal(["signposting.db"], System.IO.Directory.GetFiles(Path.Combine(backup, "database")).Select(Path.GetFileName));
        Assert.True(File.ReadAllBytes(Path.Combine(backup, "database", "signposting.db")).AsSpan().IndexOf("Canary"u8) < 0);

        // As docs/operations.md says.
        File.Copy(Path.Combine(backup, "database", "signposting.db"), Path.Combine(restored, "signposting.db"));
        System.IO.Directory.CreateDirectory(Path.Combine(restored, "keys"));
        foreach (var key in System.IO.Directory.GetFiles(Path.Combine(backup, "keys"))) File.Copy(key, Path.Combine(restored, "keys", Path.GetFileName(key)));
        (string, string)[] here = [("Storage:Folder", restored), .. settings];
        mail.Answer = (_, _) => Task.FromResult<string?>(null);
        await LooksFirstAsync(here, letter.Id);

        // One of the two had arrived, says the mail server's log.
        var rows = await new SqliteDatabase(new StorageOptions { Folder = restored }).RowsAsync();
        Assert.Equal(2, rows.Count);
        Assert.Equal(0, (await Verb.RunAsync($"outbox delivered {rows[1].Id}", settings: here)).ExitCode);
        Assert.Equal(0, (await Verb.RunAsync("restored deliver", settings: here)).ExitCode);
        await using var again = await ShippedSite.StartAsync(restored, settings);
        await Until.TrueAsync(() => !mail.Arrivals.IsEmpty, "It has not arrived.");
        await Filling.SendAsync(again.Browser());
        await Until.TrueAsync(() => mail.Arrivals.Count == 2, "The next one has not arrived.");

        Assert.Equal(($"Referral {waits}", $"{letter.Id}@site.example"), (mail.Arrivals.First().Message.Subject, mail.Arrivals.First().Message.MessageId));
        Assert.DoesNotContain(mail.Arrivals, a => a.Message.Subject == $"Referral {found}");
    }

    [Fact]
    public async Task A_dump_of_postgresql_is_restored_likewise()
    {
        var (from, to) = (await server.NewDatabaseAsync(), await server.NewDatabaseAsync());
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("CONNECT", "421 later") };
        var settings = Postfix.Settings(_authority, mail.Port);
        string reference;
        await using (var site = await ShippedSite.StartAsync(Repository.NewFolder(), [.. server.Settings(from), .. settings]))
        {
            reference = await Filling.SendAsync(site.Browser());
            await DumpAndRestoreAsync(from, to);
            await site.KillAsync();
        }
        string id;
        await using (var connection = new NpgsqlConnection(to))
        {
            id = (await connection.QuerySingleAsync<string>("select id from letters"))!;
            await connection.ExecuteAsync("insert into marks (name, at) values ('copied', extract(epoch from now()) * 1000)");
        }
        (string, string)[] here = [.. server.Settings(to), .. settings];
        mail.Answer = (_, _) => Task.FromResult<string?>(null);
        await LooksFirstAsync(here, id);

        Assert.Equal(0, (await Verb.RunAsync("restored deliver", settings: here)).ExitCode);
        await using var again = await ShippedSite.StartAsync(Repository.NewFolder(), here);
        await Until.TrueAsync(() => !mail.Arrivals.IsEmpty, "It has not arrived.");
        Assert.Equal(($"Referral {reference}", $"{id}@site.example"), (mail.Arrivals.Single().Message.Subject, mail.Arrivals.Single().Message.MessageId));
    }

    [Fact]
    public async Task A_backup_goes_into_a_new_folder_only_and_a_database_that_is_no_copy_needs_no_look()
    {
        var data = Repository.NewFolder();
        await using (await ShippedSite.StartAsync(data))
        {
            // Once, so that there is something.
        }
        var full = Repository.NewFolder();
        File.WriteAllText(Path.Combine(full, "something"), "");

        var refused = await Verb.RunAsync($"backup {full}", settings: ("Storage:Folder", data));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("isn't empty. Name a new folder.", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await Verb.RunAsync("restored deliver", settings: ("Storage:Folder", data))).ExitCode);
        var other = await Verb.RunAsync($"backup {Path.Combine(full, "x")}", settings: await server.SettingsAsync());
        Assert.Contains("pg_dump", other.Errors, StringComparison.Ordinal);
    }

    /// <summary>The site doesn't start, says why, and what comes back to life is listed.</summary>
    private static async Task LooksFirstAsync((string, string)[] settings, string id)
    {
        var refused = await Verb.RunAsync("--urls=http://127.0.0.1:0", settings: settings);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("This database is a backup of", refused.Errors + refused.Output, StringComparison.Ordinal);
        var look = await Verb.RunAsync("restored", settings: settings);
        Assert.True(look.ExitCode == 0, look.Output + look.Errors);
        Assert.Contains(id, look.Output, StringComparison.Ordinal);
        Assert.Contains("withdrawn since is open again", look.Output, StringComparison.Ordinal);
    }

    private static async Task DumpAndRestoreAsync(string from, string to)
    {
        var (source, target) = (new NpgsqlConnectionStringBuilder(from), new NpgsqlConnectionStringBuilder(to));
        var programs = Path.Combine(System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last(), "bin");
        using var process = Process.Start("bash", ["-c", "set -o pipefail; \"$0/pg_dump\" -h 127.0.0.1 -p \"$1\" -U site \"$2\" | \"$0/psql\" -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p \"$1\" -U site \"$3\" >/dev/null", programs, $"{source.Port}", source.Database!, target.Database!]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
