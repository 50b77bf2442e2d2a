using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Signposting.Storage;
using Signposting.Tests.Outbox;
using Signposting.Tests.SeveralNodes;

namespace Signposting.Tests.Failures;

/// <summary>
/// The real process is killed, as when the power fails, at every step from "send" to the mail server's last word, again and again on the
/// same data. In the end every form has arrived, as one letter to whoever honours Message-ID.
/// </summary>
public sealed class KillTests(PostgresServer postgres) : IDisposable
{
    /// <summary>Milliseconds after the button was pressed, <c>received</c> when the page says so, or what has just been said to the mail server.</summary>
    private static readonly string[] Steps = ["CONNECT", "0", ".", "EHLO", "3", "received", "AUTH", "MAIL", "6", "QUIT", "RCPT", "DATA", "12", "BODY", ".", "25", "QUIT", "received"];

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Killed_fifty_times_at_every_step_each_form_arrives_as_one_letter()
    {
        var (data, database) = (Repository.NewFolder(), await postgres.NewDatabaseAsync());
        var sqlite = new Life(_authority, mail => ShippedSite.StartAsync(data, mail), () => Task.CompletedTask);
        var shared = new Life(_authority, mail => ShippedSite.StartAsync(Repository.NewFolder(), [.. postgres.Settings(database), .. mail]), async () =>
        {
            // On a shared database a dead node's leases end by themselves after five minutes.
            await using var connection = new NpgsqlConnection(database);
            await connection.ExecuteAsync("update letters set leased_until = 0 where leased_until is not null");
        });

        await Task.WhenAll(sqlite.LiveAsync(Steps.Concat(Steps)), shared.LiveAsync(Steps));

        Assert.Equal(3 * Steps.Length, sqlite.Kills + shared.Kills);
        Assert.InRange(sqlite.Kills + shared.Kills, 50, int.MaxValue);
        Assert.All(await new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync(), r => Assert.True(r is { Delivered: true, Sealed: null }));
        Assert.Equal(sqlite.Kills, (await new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync()).Count);
    }

    /// <summary>A site that is killed and started again on the same data, its mail server, and the people who use it.</summary>
    private sealed class Life(TestAuthority authority, Func<(string, string)[], Task<ShippedSite>> start, Func<Task> afterDeath)
    {
        private readonly ConcurrentDictionary<string, string> _received = [];

        public int Kills { get; private set; }

        public async Task LiveAsync(IEnumerable<string> steps)
        {
            await using var mail = new OddServer(authority.Issue());
            var forms = new Queue<Form>(await FillInAsync(steps.Count()));
            var people = forms.Select(f => f.Phone).ToList();
            var unsure = new List<Form>();
            foreach (var step in steps)
            {
                await using var site = await StartAsync(mail);
                // Whoever saw nothing come back presses again; whoever has read "received" has gone.
                foreach (var form in unsure.ToList())
                    if (await SendAsync(site, form)) unsure.Remove(form);
                var next = forms.Dequeue();
                var killed = KillAtAsync(step, site, mail);
                if (!await SendAsync(site, next)) unsure.Add(next);
                else if (step == "received") await site.KillAsync();
                // Until the mail server has been told that far; the letter goes out at once.
                await killed.WaitAsync(Until.Limit, TestContext.Current.CancellationToken);
                Kills++;
                mail.Answer = (_, _) => Task.FromResult<string?>(null);
                await afterDeath();
            }
            await using var last = await StartAsync(mail);
            foreach (var form in unsure) Assert.True(await SendAsync(last, form));
            await Until.TrueAsync(() => people.All(p => Arrived(mail, p).Any()), $"{people.Count(p => !Arrived(mail, p).Any())} of {people.Count} were lost.");

            Assert.Equal(people.Count, _received.Values.Distinct().Count());
            foreach (var phone in people)
            {
                var letters = Arrived(mail, phone).ToList();
                Assert.Single(letters.Select(l => l.Message.MessageId).Distinct());
                Assert.All(letters, l => Assert.Equal($"Referral {_received[phone]}", l.Message.Subject));
            }
            Assert.Equal(people.Count, mail.Arrivals.Select(a => a.Message.MessageId).Distinct().Count());
            // What is on its way is written down before the site ends.
            await last.StopAsync();
        }

        private Task<ShippedSite> StartAsync(OddServer mail) => start(Postfix.Settings(authority, mail.Port));

        private static IEnumerable<Arrival> Arrived(OddServer mail, string phone) => mail.Arrivals.Where(a => a.Accepted && a.Message.TextBody!.Contains(phone, StringComparison.Ordinal));

        private async Task<List<Form>> FillInAsync(int count)
        {
            await using var site = await start([]);
            var forms = new List<Form>();
            for (var i = 0; i < count; i++)
            {
                var phone = $"07700 900{i:000}";
                var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("ways", "call"), ("phone", phone));
                forms.Add(new Form(phone, [.. visitor.Fields(), ("go", "send")]));
            }
            return forms;
        }

        /// <summary>Presses "send"; true once "received" has been read.</summary>
        private async Task<bool> SendAsync(ShippedSite site, Form form)
        {
            try
            {
                using var browser = site.Browser();
                var person = new Visitor(browser);
                await person.PostAsync("/en/c", form.Fields);
                Assert.Equal(System.Net.HttpStatusCode.OK, person.Status);
                _received[form.Phone] = person.ReferenceShown();
                return true;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return false;
            }
        }

        private static async Task KillAtAsync(string step, ShippedSite site, OddServer mail)
        {
            var killed = new TaskCompletionSource();
            if (int.TryParse(step, out var wait))
            {
                await Task.Delay(wait, TestContext.Current.CancellationToken);
                await site.KillAsync();
            }
            else if (step == "received") await site.EndedAsync();
            else
            {
                mail.Answer = async (said, _) =>
                {
                    if (said.Verb != step) return null;
                    await site.KillAsync();
                    killed.TrySetResult();
                    return null;
                };
                await killed.Task;
            }
        }

        private sealed record Form(string Phone, IReadOnlyList<(string, string)> Fields);
    }
}
