using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>The database: an SQLite file, written through to the disk at every commit, in which deleted text is overwritten.</summary>
internal sealed class Database(IOptions<StorageOptions> options)
{
    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = options.Value.DatabaseFile,
        DefaultTimeout = 10,
        Pooling = true,
    }.ToString();

    /// <summary>Opens a connection.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancel);
        // FULL: a commit is on the disk when we say "received". secure_delete: what was delivered is overwritten, not only unlinked.
        await connection.ExecuteAsync("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on;");
        return connection;
    }

    /// <summary>Does all of it or nothing, and has the right to write from the start, so that it never fails half way for want of it.</summary>
    public async Task<T> CommitAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = (SqliteConnection)await OpenAsync(cancel);
        await using var transaction = connection.BeginTransaction(deferred: false);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Empties the write-ahead log, in which overwritten text would otherwise stay for a while; false if somebody's reading kept it from that.</summary>
    public async Task<bool> ForgetOverwrittenAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        // SQLite reports it as a row (busy, pages, pages moved), not as an error.
        return await connection.QueryFirstAsync<long>("pragma wal_checkpoint(truncate);") == 0;
    }
}
