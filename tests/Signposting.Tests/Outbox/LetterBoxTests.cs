using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>What one letter does, or somebody who reads the database, has no part in what becomes of the others.</summary>
public sealed class LetterBoxTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_letter_that_cannot_be_unsealed_stays_and_holds_up_no_other()
    {
        await using var server = new OddServer(_authority.Issue()) { Answer = OddServer.To("RCPT", "451 later") };
        var clock = Shelf.ClockFromNow();
        using var site = new Site(Postfix.Settings(_authority, server.Port), clock);
        using var browser = site.Browser();
        var spoilt = await site.PromiseAsync("spoilt@service.example");
        var others = new[] { await site.PromiseAsync("a@service.example"), await site.PromiseAsync("b@service.example") };
        await site.MoveUntilAsync(clock, rows => rows.All(r => r.Tries > 0));
        // All of them are due at the same time, so that they are taken together.
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("update letters set next_try_at = @due; update letters set sealed = x'00112233' where id = @spoilt", new { due = clock.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds(), spoilt });
        server.Answer = (_, _) => Task.FromResult<string?>(null);

        await site.MoveUntilAsync(clock, rows => rows.Where(r => others.Contains(r.Id)).All(r => r.Delivered));

        var row = await site.RowAsync(spoilt, r => r.Tries >= 2);
        Assert.False(row.Delivered);
        Assert.NotNull(row.Sealed);
        Assert.Equal("unsealing", row.LastProblem);
    }

    [Fact]
    public async Task A_letter_whose_mailbox_is_no_address_stays_and_waits_longer_each_time()
    {
        await using var server = new OddServer(_authority.Issue());
        var clock = Shelf.ClockFromNow();
        using var site = new Site(Postfix.Settings(_authority, server.Port), clock);
        using var browser = site.Browser();
        var id = await site.PromiseAsync("no address at all");

        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: >= 3, Delivered: false, LastProblem: not null });

        Assert.NotNull((await site.RowAsync(id, _ => true)).Sealed);
    }

    [Fact]
    public async Task A_delivered_letter_leaves_the_journal_even_if_somebody_was_reading_the_database()
    {
        var decided = new TaskCompletionSource();
        await using var server = new OddServer(_authority.Issue());
        server.Answer = async (said, over) =>
        {
            if (said.Verb == ".") await decided.Task.WaitAsync(over);
            return null;
        };
        using var site = new Site(Postfix.Settings(_authority, server.Port));
        using var browser = site.Browser();
        var id = await site.PromiseAsync("a@service.example");
        var row = await site.RowAsync(id, r => r.LeasedUntil is not null);
        var database = site.Services.GetRequiredService<Database>();
        await using (var reader = await database.OpenAsync(TestContext.Current.CancellationToken))
        {
            await reader.ExecuteAsync("begin; select count(*) from letters;");
            decided.SetResult();
            await site.RowAsync(id, r => r.Delivered);
            await reader.ExecuteAsync("rollback;");
        }

        await Until.TrueAsync(
            () => System.IO.Directory.GetFiles(site.Data, "signposting.db*").All(f => File.ReadAllBytes(f).AsSpan().IndexOf(row.Sealed.AsSpan(40, 32)) < 0),
            "The sealed letter is still in a file.");
    }
}
