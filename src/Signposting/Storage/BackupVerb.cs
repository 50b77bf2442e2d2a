using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>
/// <c>backup FOLDER</c>: a copy of the SQLite database as it is at one moment, while the site runs, and apart from it one of the key ring.
/// The copy knows that it is one, so that a site started on it later asks first (<c>restored</c>).
/// </summary>
public static class BackupVerb
{
    /// <summary>Makes both copies and looks whether they are whole.</summary>
    /// <param name="services">Those of the site.</param>
    /// <param name="folder">Where to; it must be new or empty.</param>
    /// <param name="output">What there is to say.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">Something is not as it should be; the message says what to do.</exception>
    public static int Run(IServiceProvider services, string folder, TextWriter output)
    {
        var (options, clock) = (services.GetRequiredService<IOptions<StorageOptions>>().Value, services.GetRequiredService<TimeProvider>());
        if (options.PostgreSql is not null)
            throw new InvalidOperationException("A PostgreSQL database is backed up with pg_dump, and Storage:KeyCertificate apart from it: see docs/operations.md. Nothing was copied.");
        services.GetRequiredService<Database>().MustBeThere();
        services.GetRequiredService<KeyRing>().Check();
        if (System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InvalidOperationException($"'{folder}' isn't empty. Name a new folder. Nothing was copied.");
        var target = Path.GetFullPath(folder);
        var (database, keys) = (StorageRoom.PrivateFolder(Path.Combine(target, "database")).FullName, StorageRoom.PrivateFolder(Path.Combine(target, "keys")).FullName);
        var file = Path.Combine(database, Path.GetFileName(options.DatabaseFile));
        try
        {
            Copy(options.DatabaseFile, file, clock.GetUtcNow());
        }
        catch (Exception)
        {
            // A copy that isn't marked as one could be started without anybody being asked.
            File.Delete(file);
            throw;
        }
        foreach (var key in System.IO.Directory.GetFiles(options.KeysFolder)) File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
        output.WriteLine($"The database is in {database}, its keys are in {keys}.");
        output.WriteLine("Keep the two apart: together they open every letter that waits. Destroy both when they are older than you would restore, in 14 days at the latest.");
        return 0;
    }

    private static void Copy(string from, string to, DateTimeOffset now)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        copy.Open();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        source.BackupDatabase(copy);
        copy.Execute("pragma journal_mode = delete; pragma synchronous = full");
        if (copy.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'marks'") == 0)
            throw new InvalidOperationException("The database is of an earlier version of this program. Start the site once, or make the backup with the program that it belongs to. Nothing was copied.");
        copy.Execute("insert into marks (name, at) values ('copied', @now) on conflict (name) do update set at = excluded.at", new { now = now.ToUnixTimeMilliseconds() });
        if (copy.ExecuteScalar<string>("pragma integrity_check") is not "ok" and var fault) throw new InvalidOperationException($"The copy isn't whole ({fault}). Look at the disk; don't rely on this backup.");
    }
}
