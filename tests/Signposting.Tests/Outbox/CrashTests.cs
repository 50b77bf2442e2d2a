using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>The real process is killed, as when the power fails. What it has called received arrives all the same.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_around_received_exactly_one_letter_arrives()
    {
        var data = Repository.NewFolder();
        var site = await ShippedSite.StartAsync(data);
        for (var round = 0; round < 8; round++)
        {
            var phone = $"07700 90010{round}";
            var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("ways", "call"), ("phone", phone));
            IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];
            string? shown = null;
            var pressed = PressAsync();
            // Even rounds: the reader has read "received". Odd ones: somewhere on the way there.
            if (round % 2 == 0) await pressed;
            else await Task.Delay(2 * round, TestContext.Current.CancellationToken);
            await site.KillAsync();
            await pressed;
            await site.DisposeAsync();

            site = await ShippedSite.StartAsync(data);
            // Whoever saw nothing come back presses again; whoever was told "received" has gone.
            if (shown is null)
            {
                var again = new Visitor(site.Browser());
                await again.PostAsync("/en/c", form);
                Assert.Equal(200, (int)again.Status);
                shown = again.ReferenceShown();
            }
            await Until.TrueAsync(() => Letters(data).Any(HasPhone), $"Lost in round {round}. {site.Console}");
            Assert.Equal($"Referral {shown}", Assert.Single(Letters(data), HasPhone).Subject);

            bool HasPhone(MimeKit.MimeMessage letter) => letter.TextBody!.Contains(phone, StringComparison.Ordinal);

            async Task PressAsync()
            {
                try
                {
                    await visitor.PressAsync("send");
                    shown = visitor.ReferenceShown();
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    // Killed before it had answered.
                }
            }
        }
        Assert.Equal(8, Letters(data).Count);
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Killed_while_the_mail_server_makes_up_its_mind_the_letter_is_repeated_as_the_same_letter()
    {
        await using var server = new OddServer(_authority.Issue()) { Answer = OddServer.SilentAt(".") };
        var data = Repository.NewFolder();
        await using (var site = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port)))
        {
            server.Answer = async (said, over) =>
            {
                if (said.Verb != ".") return null;
                await site.KillAsync();
                return null;
            };
            await Filling.SendAsync(site.Browser());
            await Until.TrueAsync(() => !server.Arrivals.IsEmpty, "It was not sent.");
        }
        server.Answer = (_, _) => Task.FromResult<string?>(null);
        await using var again = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port));
        await Until.TrueAsync(() => server.Arrivals.Count == 2, "It was not sent again.");

        var (first, second) = (server.Arrivals.First().Message, server.Arrivals.Last().Message);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(first.ToString(), second.ToString());
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("killed")]
    public async Task Stopped_while_saying_good_bye_to_the_mail_server_the_letter_is_not_repeated(string how)
    {
        await using var server = new OddServer(_authority.Issue()) { Answer = OddServer.SilentAt("QUIT") };
        var data = Repository.NewFolder();
        await using (var site = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port)))
        {
            await Filling.SendAsync(site.Browser());
            await Until.TrueAsync(() => !server.Arrivals.IsEmpty, "It was not sent.");
            // Killed: long before the mail server's silence is given up by Mail:Timeout, 30 s, it is written down that the letter was taken.
            if (how == "killed") await Until.TrueAsync(async () => (await RowsOf(data)).Single().Delivered, () => "It is not written down that it was delivered.");
            else await site.StopAsync();
        }

        Assert.True((await RowsOf(data)).Single().Delivered);
        Assert.Single(server.Arrivals);
    }

    [Fact]
    public async Task Stopped_while_the_mail_server_makes_up_its_mind_it_waits_and_the_letter_is_not_repeated()
    {
        var (asked, decided) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new OddServer(_authority.Issue());
        server.Answer = async (said, over) =>
        {
            if (said.Verb != ".") return null;
            asked.SetResult();
            await decided.Task.WaitAsync(over);
            return null;
        };
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port));
        await Filling.SendAsync(site.Browser());
        await asked.Task.WaitAsync(Until.Limit, TestContext.Current.CancellationToken);
        var stopped = site.StopAsync();
        await Until.TrueAsync(() => site.Console.Contains("Application is shutting down", StringComparison.Ordinal), "It doesn't stop.");
        decided.SetResult();
        await stopped;

        Assert.True((await RowsOf(data)).Single().Delivered);
        Assert.Single(server.Arrivals);
    }

    private static Task<List<Row>> RowsOf(string data) => new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync();

    private static List<MimeKit.MimeMessage> Letters(string data)
    {
        var mail = Path.Combine(data, "mail");
        return System.IO.Directory.Exists(mail) ? [.. System.IO.Directory.GetFiles(mail, "*.eml").Select(f => MimeKit.MimeMessage.Load(f))] : [];
    }
}
