using System.Data.Common;
using Dapper;
using Signposting.Storage;

namespace Signposting.Tests.DeliveryModes;

/// <summary>A database of before there were delivery modes keeps every row, and its rules.</summary>
public abstract class UpgradeTests
{
    [Fact]
    public async Task Sendings_of_before_are_kept_and_the_table_refuses_what_it_refused()
    {
        var database = await NewDatabaseAsync();
        var (scripts, migrations) = (Script.Embedded(typeof(Migrations).Assembly, database.Engine), new Migrations(database, TimeProvider.System));
        await migrations.ApplyAsync([.. scripts.Where(s => s.Number < 4)], TestContext.Current.CancellationToken);
        await ExecuteAsync(
            """
            insert into letters (id, destination, created_at, next_try_at) values ('l', 'a-service', 1, 1);
            insert into referrals (reference, conversation, sent_as, received_at) values ('r', 'c', 's', 1);
            insert into passes (id, reference, destination, letter, sent_at, due_at, answer, answered_at) values ('p', 'r', 'a-service', 'l', 1, 2, 'silent', 3);
            """);

        await migrations.ApplyAsync([.. scripts.Where(s => s.Number <= 4)], TestContext.Current.CancellationToken);

        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("p", "r", "l", "silent", 3L), await connection.QuerySingleAsync<(string, string, string, string, long)>("select id, reference, letter, answer, answered_at from passes"));
        await ExecuteAsync("update passes set answer = 'unreadable', trouble = 'expired'");
        foreach (var bad in new[]
        {
            "update passes set answer = 'lost'", "update passes set trouble = 'none'", "update passes set reference = 'x'", "update passes set letter = 'x'", "update passes set due_at = null",
            "delete from letters where id = 'l'", "insert into notices (pass, link) values ('x', 'y')",
        })
            await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(bad));
        await ExecuteAsync("insert into notices (pass, link) values ('p', 'y')");
        await ExecuteAsync("delete from passes");
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("select count(*) from notices"));

        Task<int> ExecuteAsync(string sql) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(sql, transaction: transaction), TestContext.Current.CancellationToken);
    }

    private protected abstract Task<Database> NewDatabaseAsync();
}

public sealed class UpgradeOnSqliteTests : UpgradeTests
{
    private protected override Task<Database> NewDatabaseAsync() => Task.FromResult<Database>(new SqliteDatabase(new StorageOptions { Folder = Repository.NewFolder() }));
}

public sealed class UpgradeOnPostgresTests(SeveralNodes.PostgresServer server) : UpgradeTests
{
    private protected override async Task<Database> NewDatabaseAsync() => new PostgresDatabase(new StorageOptions { PostgreSql = await server.NewDatabaseAsync() }, TimeProvider.System);
}
