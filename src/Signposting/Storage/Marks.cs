using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace Signposting.Storage;

/// <summary>When something about this database was last done: table <c>marks</c>.</summary>
internal sealed class Marks(Database database, TimeProvider clock)
{
    /// <summary>More than a form and its letter take, sealed. At random, because a database may press together what repeats itself.</summary>
    private static readonly byte[] AsLargeAsAForm = RandomNumberGenerator.GetBytes(48 * 1024);

    /// <summary>Commits something as large as a form: whether one could be kept now.</summary>
    /// <exception cref="System.Data.Common.DbException">It can't be written.</exception>
    public Task WriteAsync(CancellationToken cancel) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "insert into marks (name, at, room) values ('written', @now, @room) on conflict (name) do update set at = excluded.at, room = excluded.room",
        new { now = clock.GetUtcNow().ToUnixTimeMilliseconds(), room = AsLargeAsAForm }, transaction), cancel);

    /// <summary>When the backup was made of which this database is a copy that nobody has looked at yet; else null.</summary>
    public async Task<DateTimeOffset?> CopiedAtAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<long?>("select at from marks where name = 'copied'") is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    /// <summary>Somebody has looked: the copy is the site's database from now on. In a transaction of the caller's.</summary>
    public static Task TakeAsync(DbTransaction transaction) => transaction.Connection!.ExecuteAsync("delete from marks where name = 'copied'", transaction: transaction);
}
