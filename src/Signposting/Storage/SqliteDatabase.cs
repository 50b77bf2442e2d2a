using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Signposting.Storage;

/// <summary>An SQLite file, written through to the disk at every commit, in which deleted text is overwritten. For one process.</summary>
internal sealed class SqliteDatabase(StorageOptions options) : Database
{
    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = options.DatabaseFile,
        DefaultTimeout = 10,
        Pooling = true,
    }.ToString();

    public override string Engine => "Sqlite";

    public override bool Shared => false;

    public override string ForUpdate => "";

    public override string ForUpdateSkipLocked => "";

    public override string HasTable => "select count(*) from sqlite_master where type = 'table' and name = @name";

    public override string Among(string column, string parameter) => $"{column} in {parameter}";

    public override void MustBeThere()
    {
        if (!File.Exists(options.DatabaseFile)) throw new InvalidOperationException($"There is no database at '{options.DatabaseFile}'. Set Storage:Folder as the site has it.");
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancel);
        // FULL: a commit is on the disk when we say "received". secure_delete: what was delivered is overwritten, not only unlinked.
        await connection.ExecuteAsync("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on;");
        return connection;
    }

    /// <summary>Has the right to write from the start, so that it never fails half way for want of it.</summary>
    public override async Task<T> CommitAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = (SqliteConnection)await OpenAsync(cancel);
        await using var transaction = connection.BeginTransaction(deferred: false);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override Task MigrateAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancel)
    {
        StorageRoom.PrivateFolder(options.Folder);
        return CommitAsync(work, cancel);
    }

    public override async Task<bool> AloneAsync(string what, Func<Task> work, CancellationToken cancel)
    {
        await work();
        return true;
    }

    /// <summary>Empties the write-ahead log, in which overwritten text would otherwise stay for a while; false if somebody's reading kept it from that.</summary>
    public override async Task<bool> ForgetOverwrittenAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        // SQLite reports it as a row (busy, pages, pages moved), not as an error.
        return await connection.QueryFirstAsync<long>("pragma wal_checkpoint(truncate);") == 0;
    }
}
