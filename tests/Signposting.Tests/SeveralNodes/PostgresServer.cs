using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using Npgsql;
using Signposting.Tests.Outbox;
using Signposting.Tests.SeveralNodes;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Signposting.Tests.SeveralNodes;

/// <summary>
/// A real PostgreSQL server with files and a port of its own, started when the first test asks for it. It ends when this process closes
/// its input, even if the test is killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Makes the files and runs the server until standard input ends. It refuses to run as root.</summary>
    private const string Script = """
        set -eu
        cd "$1"
        as=
        if [ "$(id -u)" = 0 ]; then chown postgres . && as="setpriv --reuid=postgres --regid=postgres --clear-groups"; fi
        [ -e data ] || $as "$2/initdb" -D "$1/data" -E UTF8 --locale=C.UTF-8 -A trust -U site -N >/dev/null
        $as "$2/postgres" -D "$1/data" -p "$3" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$1" -c max_connections=300 -c log_statement=none 2>>"$1/log" &
        read -r _ || true
        kill -INT $! && wait $! || true
        """;

    private readonly string _folder = Repository.NewFolder();
    private readonly int _port = Postfix.FreePort();
    private readonly SemaphoreSlim _one = new(1);
    private Process? _process;

    /// <summary>A PKCS #12 file that seals key rings, and the password of it.</summary>
    public string Certificate { get; } = NewCertificate();

    /// <summary>Password of <see cref="Certificate"/>.</summary>
    public const string CertificatePassword = "pass";

    /// <summary>Where the server keeps its files.</summary>
    public string Files => Path.Combine(_folder, "data");

    /// <summary>A new, empty database: its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await StartAsync();
        var name = "d" + Guid.CreateVersion7().ToString("N");
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"create database {name}";
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    /// <summary>Has the server write everything into its files.</summary>
    public static async Task WriteOutAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync("checkpoint;");
    }

    /// <summary>The server's files, its log of changes among them, but for those of other databases.</summary>
    public async Task<IReadOnlyList<string>> FilesOfAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        var ours = Path.Combine("base", await connection.QuerySingleAsync<string>("select oid::text from pg_database where datname = current_database()"));
        return [.. System.IO.Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories).Where(f =>
            Path.GetRelativePath(Files, f) is var name && (!name.StartsWith("base" + Path.DirectorySeparatorChar, StringComparison.Ordinal) || name.StartsWith(ours + Path.DirectorySeparatorChar, StringComparison.Ordinal)))];
    }

    /// <summary>A part of the only letter that is kept, as it is kept.</summary>
    public static async Task<byte[]> SealedAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        return (await connection.QuerySingleAsync<byte[]>("select sealed from letters")).AsSpan(40, 32).ToArray();
    }

    /// <summary>What a site needs to know to keep its things in a database of this server.</summary>
    public (string, string)[] Settings(string database) =>
        [("Storage:PostgreSql", database), ("Storage:KeyCertificate", Certificate), ("Storage:KeyCertificatePassword", CertificatePassword)];

    /// <summary>Settings with a new database.</summary>
    public async Task<(string, string)[]> SettingsAsync() => Settings(await NewDatabaseAsync());

    public static string NewCertificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(1));
        var file = Path.Combine(Repository.NewFolder(), "keys.p12");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, CertificatePassword));
        return file;
    }

    /// <summary>Stops the server; the next <see cref="NewDatabaseAsync"/> starts it again on the same port and files.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _one.Dispose();
    }

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username=site;Database={database};Maximum Pool Size=20";

    private async Task StartAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_process is not null) return;
            var programs = System.IO.Directory.Exists("/usr/lib/postgresql") ? System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault() : null;
            if (programs is null && Environment.GetEnvironmentVariable("CI") is null) Assert.Skip("PostgreSQL isn't installed: apt-get install --no-install-recommends postgresql");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            _process = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "postgres", _folder, Path.Combine(programs!, "bin"), $"{_port}"]) { RedirectStandardInput = true })!;
            await Until.TrueAsync(AnswersAsync, () => $"PostgreSQL doesn't answer. {(File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "")}");
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
