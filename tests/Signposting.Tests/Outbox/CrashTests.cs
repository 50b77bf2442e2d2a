using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>The real process is killed or stopped in the midst of talking to the mail server. See also <c>Failures/KillTests.cs</c>.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

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
}
