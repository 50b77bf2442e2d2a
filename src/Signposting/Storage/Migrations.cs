using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Signposting.Storage;

/// <summary>One numbered SQL script, embedded from the room that owns the table.</summary>
/// <param name="Number">Its place in the order.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Sql">Its text.</param>
internal sealed record Script(int Number, string Name, string Sql)
{
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The scripts for an engine: <c>{Room}/Sql/{engine}/0001-letters.sql</c>.</summary>
    public static IReadOnlyList<Script> Embedded(Assembly assembly, string engine) =>
        [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("sql/", StringComparison.Ordinal) && n.Contains($"/Sql/{engine}/", StringComparison.Ordinal))
            .Select(n => Read(assembly, n))
            .OrderBy(s => s.Number)];

    private static Script Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return new Script(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}

/// <summary>
/// Brings the database up to date at the start: each script once, in order, in one transaction. Refuses an edited script and a database
/// that is newer than the program, because both mean that somebody should look before a row is touched. Of several processes that start
/// at once, one does it and the others wait.
/// </summary>
internal sealed class Migrations(Database database, TimeProvider clock)
{
    public Task ApplyAsync(CancellationToken cancel) => ApplyAsync(Script.Embedded(typeof(Migrations).Assembly, database.Engine), cancel);

    /// <exception cref="InvalidOperationException">A script was edited after it was applied, or the database is newer than the program.</exception>
    internal Task ApplyAsync(IReadOnlyList<Script> scripts, CancellationToken cancel) => database.MigrateAsync(async transaction =>
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            "create table if not exists scripts (number integer primary key, name text not null, hash text not null, applied_at bigint not null)", transaction: transaction);
        var applied = (await connection.QueryAsync<(int Number, string Name, string Hash)>("select number, name, hash from scripts", transaction: transaction)).ToList();
        Refuse(applied, scripts);
        foreach (var script in scripts.Where(s => applied.All(a => a.Number != s.Number))) await ApplyAsync(script, transaction);
        return true;
    }, cancel);

    /// <summary>When a script was applied here; null if it wasn't, or if there is nothing here at all.</summary>
    public async Task<DateTimeOffset?> AppliedAtAsync(int number, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        if (await connection.ExecuteScalarAsync<long>(database.HasTable, new { name = "scripts" }) == 0) return null;
        return await connection.QueryFirstOrDefaultAsync<long?>("select applied_at from scripts where number = @number", new { number }) is { } moment
            ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : null;
    }

    private static void Refuse(List<(int Number, string Name, string Hash)> applied, IReadOnlyList<Script> scripts)
    {
        foreach (var (number, name, hash) in applied)
        {
            var script = scripts.FirstOrDefault(s => s.Number == number)
                ?? throw new InvalidOperationException($"The database has script {name}, which this program doesn't know: it is newer. Run the newer program, or restore a backup.");
            if (script.Hash != hash)
                throw new InvalidOperationException($"The script {name} was edited after it had been applied. Restore it, and put the change into a new script.");
        }
    }

    private async Task ApplyAsync(Script script, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(script.Sql, transaction: transaction);
        await transaction.Connection!.ExecuteAsync(
            "insert into scripts (number, name, hash, applied_at) values (@Number, @Name, @Hash, @now)",
            new { script.Number, script.Name, script.Hash, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
    }
}
