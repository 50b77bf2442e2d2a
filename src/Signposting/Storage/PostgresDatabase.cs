using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Signposting.Storage;

/// <summary>A PostgreSQL database, for one node or several.</summary>
internal sealed class PostgresDatabase : Database, IAsyncDisposable
{
    private static readonly TimeSpan BetweenVacuums = TimeSpan.FromMinutes(1);
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;
    private DateTimeOffset _vacuumedAt = DateTimeOffset.MinValue;

    /// <param name="options">Its connection string.</param>
    /// <param name="clock">Spaces what costs time.</param>
    public PostgresDatabase(StorageOptions options, TimeProvider clock)
    {
        _clock = clock;
        // A commit is on the disk when we say "received", whatever the server's own default is; a hanging statement ends.
        var settings = new NpgsqlConnectionStringBuilder(options.PostgreSql) { Options = "-c synchronous_commit=on", CommandTimeout = 30, IncludeErrorDetail = false };
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // Parameters hold what is sealed; they and the statements stay out of every log.
        source.EnableParameterLogging(false);
        _source = source.Build();
    }

    public override string Engine => "Postgres";

    public override bool Shared => true;

    public override string ForUpdate => "for update";

    public override string ForUpdateSkipLocked => "for update skip locked";

    public override string HasTable => "select count(*) from pg_tables where schemaname = any(current_schemas(false)) and tablename = @name";

    public override string Among(string column, string parameter) => $"{column} = any({parameter})";

    /// <summary>A server makes none by being asked.</summary>
    public override void MustBeThere()
    {
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    public override async Task<T> CommitAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override Task MigrateAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancel) => CommitAsync(async transaction =>
    {
        await transaction.Connection!.ExecuteAsync("select pg_advisory_xact_lock(@key)", new { key = Key("migrations") }, transaction);
        return await work(transaction);
    }, cancel);

    public override Task<bool> AloneAsync(string what, Func<Task> work, CancellationToken cancel) => CommitAsync(async transaction =>
    {
        if (!await transaction.Connection!.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(@key)", new { key = Key(what) }, transaction)) return false;
        await work();
        return true;
    }, cancel);

    /// <summary>
    /// Frees the room of deleted rows for what comes next, once a minute at most. PostgreSQL doesn't overwrite: sealed bytes may stay in
    /// its files, its log and its backups until their room is used again; what makes them unreadable for good is that their key is destroyed.
    /// </summary>
    public override async Task<bool> ForgetOverwrittenAsync(CancellationToken cancel)
    {
        if (_clock.GetUtcNow() - _vacuumedAt < BetweenVacuums) return false;
        _vacuumedAt = _clock.GetUtcNow();
        await using var connection = await _source.OpenConnectionAsync(cancel);
        // Ours only: the server's own tables are shared, and whoever vacuums them waits for all who do. What is locked now is left for next time.
        var tables = await connection.ExecuteScalarAsync<string>("select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = current_schema()");
        await connection.ExecuteAsync($"vacuum (skip_locked) {tables}");
        return true;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Advisory locks are named by numbers.</summary>
    private static long Key(string what) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("signposting/" + what)));
}
