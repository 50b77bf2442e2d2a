using Dapper;

namespace Signposting.Storage;

/// <summary>When something about this database was last done: table <c>marks</c>.</summary>
internal sealed class Marks(Database database, TimeProvider clock)
{
    /// <summary>Commits something small: whether a form could be kept now.</summary>
    /// <exception cref="System.Data.Common.DbException">It can't be written.</exception>
    public Task WriteAsync(CancellationToken cancel) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "insert into marks (name, at) values ('written', @now) on conflict (name) do update set at = excluded.at",
        new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction), cancel);
}
