using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>The database is brought up to date once, and only if nobody needs to look first.</summary>
public sealed class StorageTests
{
    private static readonly IReadOnlyList<Script> Shipped = Script.Embedded(typeof(Migrations).Assembly, "Sqlite");
    private readonly string _data = Repository.NewFolder();

    [Fact]
    public void Scripts_are_numbered_without_doubles_and_alike_for_both_engines()
    {
        var postgres = Script.Embedded(typeof(Migrations).Assembly, "Postgres");

        Assert.Equal(Shipped.Select(s => s.Number).Distinct().Count(), Shipped.Count);
        // Only PostgreSQL keeps the key ring in the database.
        Assert.Equal([.. Shipped.Select(s => s.Name), "0003-keys.sql"], postgres.Select(s => s.Name).OrderBy(n => n == "0003-keys.sql").ThenBy(n => n));
    }

    [Fact]
    public async Task A_second_start_applies_nothing_again_and_keeps_what_is_there()
    {
        string reference;
        using (var first = new Site([("Storage:Folder", _data), ("Mail:Folder", Path.Combine(_data, "mail"))])) reference = await Filling.SendAsync(first.Browser());
        var applied = await AppliedAsync();
        using var second = new Site([("Storage:Folder", _data)]);
        using var browser = second.Browser();

        Assert.Equal(applied, await AppliedAsync());
        await using var connection = await Database().OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(reference, await connection.ExecuteScalarAsync<string>("select reference from referrals"));
    }

    [Fact]
    public async Task Four_processes_started_at_once_apply_each_script_once()
    {
        var sites = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ShippedSite.StartAsync(_data)));
        try
        {
            Assert.Equal(Shipped.Select(s => s.Name), (await AppliedAsync()).Select(a => a.Name));
            // Any of them takes a form.
            await Filling.SendAsync(sites[2].Browser());
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_script_edited_after_it_was_applied_stops_the_start()
    {
        await ApplyAsync(Shipped);
        await ExecuteAsync("update scripts set hash = 'other' where number = 1");
        using var site = new Site([("Storage:Folder", _data)]);

        var stopped = Assert.Throws<InvalidOperationException>(site.Browser);

        Assert.StartsWith($"The script {Shipped[0].Name} was edited after it had been applied.", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_stops_the_start()
    {
        await ApplyAsync([.. Shipped, new Script(9000, "9000-of-tomorrow.sql", "create table tomorrow (id integer)")]);
        using var site = new Site([("Storage:Folder", _data)]);

        var stopped = Assert.Throws<InvalidOperationException>(site.Browser);

        Assert.StartsWith("The database has script 9000-of-tomorrow.sql, which this program doesn't know: it is newer.", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_half_way_leaves_nothing_behind()
    {
        await ApplyAsync(Shipped);

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => ApplyAsync([.. Shipped, new Script(9000, "9000-broken.sql", "create table half (id integer); insert into nowhere values (1);")]));

        Assert.Equal(Shipped.Select(s => s.Name), (await AppliedAsync()).Select(a => a.Name));
        await ApplyAsync([.. Shipped, new Script(9000, "9000-mended.sql", "create table half (id integer);")]);
    }

    [Fact]
    public void Line_ends_do_not_make_another_script() =>
        Assert.Equal(new Script(1, "a", "one\ntwo\n").Hash, new Script(1, "a", "one\r\ntwo\r\n").Hash);

    [Fact]
    public void The_data_folder_and_its_keys_are_for_this_user_only()
    {
        var data = Path.Combine(_data, "not", "there");
        if (OperatingSystem.IsWindows()) return;
        using var site = new Site([("Storage:Folder", data), ("Mail:Folder", Path.Combine(data, "mail"))]);
        using var browser = site.Browser();

        foreach (var folder in new[] { data, Path.Combine(_data, "not"), Path.Combine(data, "keys") })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    private SqliteDatabase Database() => new(new StorageOptions { Folder = _data });

    private Task ApplyAsync(IReadOnlyList<Script> scripts) => new Migrations(Database(), TimeProvider.System).ApplyAsync(scripts, TestContext.Current.CancellationToken);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }

    private async Task<List<(string Name, long At)>> AppliedAsync()
    {
        await using var connection = await Database().OpenAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<(string, long)>("select name, applied_at from scripts order by number")];
    }
}
