using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>What an operator's monitor asks.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task It_is_live_and_ready_and_an_empty_outbox_says_so()
    {
        using var site = new Site();
        using var monitor = site.Browser();

        Assert.Equal("live", await monitor.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("ready", await monitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        Assert.Equal((0, 0), await OutboxAsync(monitor));
    }

    [Fact]
    public async Task A_letter_is_counted_once_it_waits_too_long_and_grows_old_until_it_is_delivered()
    {
        using var authority = new TestAuthority();
        var clock = Shelf.ClockFromNow();
        await using var server = new OddServer(authority.Issue()) { Answer = OddServer.To("RCPT", "550 no such mailbox") };
        using var site = new Site(Postfix.Settings(authority, server.Port), clock);
        using var monitor = site.Browser();
        await Filling.SendAsync(site.Browser());
        var id = (await site.RowsAsync()).Single().Id;
        await site.RowAsync(id, r => r.Tries == 1);
        var sent = clock.GetUtcNow();
        // That it waits is nobody's business: it would tell when a form is sent.
        Assert.Equal((0, 0), await OutboxAsync(monitor));
        await site.MoveUntilAsync(clock, rows => rows.Single().Tries == 8);

        Assert.Equal((1, (int)(clock.GetUtcNow() - sent).TotalSeconds), await OutboxAsync(monitor));

        server.Answer = (_, _) => Task.FromResult<string?>(null);
        await site.MoveUntilAsync(clock, rows => rows.Single().Delivered);
        Assert.Equal((0, 0), await OutboxAsync(monitor));
    }

    [Fact]
    public async Task Without_its_database_it_is_live_but_not_ready()
    {
        using var site = new Site();
        using var monitor = site.Browser();
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("drop table passes; drop table referrals; drop table letters");

        Assert.Equal(HttpStatusCode.OK, (await monitor.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        Assert.True((int)(await monitor.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode >= 500);
    }

    private static async Task<(int Late, int OldestSeconds)> OutboxAsync(HttpClient monitor)
    {
        var state = JsonDocument.Parse(await monitor.GetStringAsync("/health/outbox", TestContext.Current.CancellationToken)).RootElement;
        return (state.GetProperty("late").GetInt32(), state.GetProperty("oldestSeconds").GetInt32());
    }
}
