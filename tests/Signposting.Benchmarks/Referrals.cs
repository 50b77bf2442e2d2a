using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Npgsql;
using Signposting.Storage;
using Signposting.Tests;
using Signposting.Tests.Outbox;
using Signposting.Tests.SeveralNodes;

namespace Signposting.Benchmarks;

/// <summary>
/// Referrals from the first page of the form to the mail server's "taken": the site as it is shipped, in a process of its own; people who
/// fill in page after page over HTTP; a mail server with STARTTLS and sign-in. All of it shares this machine.
/// </summary>
internal static class Referrals
{
    private const int People = 4;
    private const int AtMost = 3000;
    private static readonly TimeSpan For = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ControlFor = TimeSpan.FromSeconds(3);
    private static readonly string[] Areas = ["cambridge-city", "peterborough", "fenland", "elsewhere"];

    public static readonly Benchmark Benchmark = new("referrals",
        $"referrals a minute from the first page of the form to a mail server, with SQLite and with PostgreSQL, sent by {People} people without a pause for {For.TotalSeconds:0} s", RunAsync);

    private static async Task RunAsync(TextWriter to)
    {
        await using var postgres = new PostgresServer();
        await to.WriteLineAsync($"\n{"",-12} {"referrals/min",14} {"send p50",9} {"p95",7} {"p99",7} {"delivered p50",14} {"p95",8} {"p99",8} {"site CPU each",14} {"pages each",11} {"commits/s",10}");
        var data = Repository.NewFolder();
        await MeasureAsync(to, "SQLite", [("Storage:Folder", data)], () => SqliteCommitsAsync(Repository.NewFolder()));
        var database = await postgres.NewDatabaseAsync();
        await MeasureAsync(to, "PostgreSQL", postgres.Settings(database), () => PostgresCommitsAsync(database));
        await to.WriteLineAsync("\nsend, delivered: ms from pressing \"send\" to \"received\" and to the mail server's \"taken\". commits/s: one row a commit, one after the other, by the bare engine on the same disk.");
    }

    private static async Task MeasureAsync(TextWriter to, string engine, (string, string)[] storage, Func<Task<double>> control)
    {
        using var authority = new TestAuthority();
        await using var mail = new OddServer(authority.Issue());
        await using var site = await ShippedSite.StartAsync(Repository.NewFolder(), [.. storage, .. Postfix.Settings(authority, mail.Port), .. Machine.Quiet.Where(q => !q.Key.EndsWith("Lifetime", StringComparison.Ordinal))]);
        // Everything has been compiled once before it counts.
        for (var i = 0; i < 20; i++) await Filling.SendAsync(site.Browser(), ("area", Areas[i % Areas.Length]), ("needs", "support"));
        await Until.TrueAsync(() => mail.Arrivals.Count == 20, "Nothing is delivered.");
        mail.Arrivals.Clear();

        var (sent, send, delivered, pages) = (new ConcurrentDictionary<string, long>(), new Figures(), new Figures(), 0);
        using var process = Process.GetProcessById(site.ProcessId);
        var (cpu, began) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var people = Enumerable.Range(0, People).Select(person => Task.Run(async () =>
        {
            using var browser = site.Browser();
            while (Stopwatch.GetElapsedTime(began) < For && sent.Count < AtMost)
            {
                var visitor = await Filling.FilledInAsync(browser, "en", ("area", Areas[person % Areas.Length]), ("needs", "support"), ("words", "Something that I want to say, at some length. "));
                var pressed = Stopwatch.GetTimestamp();
                await visitor.PressAsync("send");
                lock (send) send.Add(Stopwatch.GetElapsedTime(pressed).TotalMilliseconds);
                sent[$"Referral {visitor.ReferenceShown()}"] = pressed;
            }
        })).ToList();
        var arrived = Task.Run(async () =>
        {
            var early = new List<(string Subject, long At)>();
            while (delivered.Count < sent.Count || !people.All(p => p.IsCompleted))
            {
                if (Stopwatch.GetElapsedTime(began) > 4 * For) throw new TimeoutException($"{delivered.Count} of {sent.Count} were delivered.");
                while (mail.Arrivals.TryDequeue(out var arrival)) early.Add((arrival.Message.Subject ?? "", Stopwatch.GetTimestamp()));
                // A letter may have arrived before the page that says "received".
                early.RemoveAll(a =>
                {
                    if (!sent.TryGetValue(a.Subject, out var pressed)) return false;
                    delivered.Add(Stopwatch.GetElapsedTime(pressed, a.At).TotalMilliseconds);
                    return true;
                });
                await Task.Delay(1);
            }
        });
        await Task.WhenAll([.. people, arrived]);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Refresh();
        var each = (process.TotalProcessorTime - cpu).TotalMilliseconds / sent.Count;
        pages = await PagesAsync(site);
        await to.WriteLineAsync(
            $"{engine,-12} {sent.Count / seconds * 60,14:0} {send.Median,9:0.0} {send.At(0.95),7:0.0} {send.At(0.99),7:0.0} {delivered.Median,14:0.0} {delivered.At(0.95),8:0.0} {delivered.At(0.99),8:0.0} {each,11:0.0} ms {pages,11} {await control(),10:0}");
    }

    /// <summary>How many requests one form takes.</summary>
    private static async Task<int> PagesAsync(ShippedSite site)
    {
        using var counted = new Counted();
        using var browser = new HttpClient(counted) { BaseAddress = site.Browser().BaseAddress };
        await Filling.SendAsync(browser, ("area", Areas[0]), ("needs", "support"), ("words", "words"));
        return counted.Requests;
    }

    private static async Task<double> SqliteCommitsAsync(string folder)
    {
        var database = new SqliteDatabase(new StorageOptions { Folder = folder });
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("create table control (id integer primary key, sealed blob)");
        return await CommitsAsync(() => connection.ExecuteAsync("insert into control (sealed) values (zeroblob(4000))"));
    }

    private static async Task<double> PostgresCommitsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await connection.ExecuteAsync("create table control (id bigserial primary key, sealed bytea)");
        return await CommitsAsync(() => connection.ExecuteAsync("insert into control (sealed) values (decode(repeat('00', 4000), 'hex'))"));
    }

    private static async Task<double> CommitsAsync(Func<Task> commit)
    {
        var (count, began) = (0, Stopwatch.GetTimestamp());
        for (; Stopwatch.GetElapsedTime(began) < ControlFor; count++) await commit();
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class Counted() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
