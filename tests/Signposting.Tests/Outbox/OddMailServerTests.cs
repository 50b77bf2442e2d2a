using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signposting.Outbox;

namespace Signposting.Tests.Outbox;

/// <summary>A site and a mail server that misbehaves; the clock is the test's.</summary>
public sealed class OddMailServer : IAsyncDisposable
{
    private readonly TestAuthority _authority = new();

    public OddMailServer()
    {
        Server = new OddServer(_authority.Issue());
        Site = new Site([.. Postfix.Settings(_authority, Server.Port), ("Mail:Timeout", "00:00:01")], Clock);
        _ = Site.Services;
    }

    internal OddServer Server { get; }

    internal FakeTimeProvider Clock { get; } = Shelf.ClockFromNow();

    internal Site Site { get; }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Server.DisposeAsync();
        _authority.Dispose();
    }
}

/// <summary>Whatever a mail server does, the letter stays until one has said that it takes it, and is tried again.</summary>
public sealed class OddMailServerTests(OddMailServer odd) : IClassFixture<OddMailServer>
{
    [Theory]
    [InlineData("CONNECT", "421 too busy", "connect 421")]
    [InlineData("CONNECT", "554 go away", "connect 554")]
    [InlineData("CONNECT", "\u0000\u00ffgarbage", null)]
    [InlineData("CONNECT", OddServer.Cut, null)]
    [InlineData("EHLO", "garbage", null)]
    [InlineData("AUTH", "454 later", null)]
    [InlineData("AUTH", "535 no", "sign-in refused")]
    [InlineData("MAIL", "452 no room", "sender 452")]
    [InlineData("RCPT", "451 greylisted", "recipient 451")]
    [InlineData("RCPT", "550-5.1.1 first line\r\n550 5.1.1 no such mailbox a@service.example", "recipient 550")]
    [InlineData("RCPT", "499 what", "recipient 499")]
    [InlineData("RCPT", "250", null)]
    [InlineData("DATA", "554 not today", null)]
    [InlineData("BODY", "cut", "message broken off")]
    [InlineData(".", "452 no room", "message 452")]
    [InlineData(".", "554 looks like spam", "message 554")]
    [InlineData(".", OddServer.Cut, "message broken off")]
    [InlineData(".", "garbage", "message broken off")]
    public async Task The_letter_stays_and_is_tried_again(string at, string reply, string? problem)
    {
        odd.Server.Answer = OddServer.To(at, reply);

        await StaysAndIsTriedAgain(problem, harmless: (at, reply) is ("RCPT", "250"));
    }

    [Theory]
    [InlineData("CONNECT", null)]
    [InlineData("EHLO", null)]
    [InlineData("AUTH", null)]
    [InlineData("RCPT", "message broken off")]
    [InlineData(".", "message broken off")]
    public async Task A_server_that_falls_silent_is_given_up_after_the_timeout_and_tried_again(string at, string? problem)
    {
        odd.Server.Answer = OddServer.SilentAt(at);

        await StaysAndIsTriedAgain(problem);
    }

    [Fact]
    public async Task A_server_that_says_no_good_bye_has_taken_the_letter_all_the_same()
    {
        odd.Server.Answer = OddServer.SilentAt("QUIT");
        var id = await odd.Site.PromiseAsync("polite@service.example");

        await odd.Site.RowAsync(id, r => r is { Delivered: true, Tries: 0 });
        Assert.Single(odd.Server.Arrivals, a => a.Message.MessageId == $"{id}@site.example");
    }

    [Fact]
    public async Task One_dead_mailbox_does_not_hold_up_the_other_hundred_and_ninety_nine()
    {
        using var authority = new TestAuthority();
        await using var server = new OddServer(authority.Issue());
        var revived = new TaskCompletionSource();
        server.Answer = async (said, over) =>
        {
            if (said is { Verb: "RCPT", Mailbox: "dead@service.example" }) await revived.Task.WaitAsync(over);
            return null;
        };
        using var site = new Site([.. Postfix.Settings(authority, server.Port), ("Mail:Timeout", "00:05:00")]);
        using var browser = site.Browser();
        var dead = await site.PromiseAsync("dead@service.example");
        await site.RowAsync(dead, r => r.LeasedUntil is not null);
        for (var i = 0; i < 199; i++) await site.PromiseAsync($"alive-{i}@service.example");

        // It is still at the dead mailbox when all others have been delivered.
        await Until.TrueAsync(async () => (await site.RowsAsync()).Count(r => r.Delivered) == 199, () => $"Only {server.Arrivals.Count} letters have arrived.");
        Assert.False((await site.RowsAsync()).Single(r => r.Id == dead).Delivered);
        revived.SetResult();
        await site.RowAsync(dead, r => r.Delivered);

        Assert.Equal(200, server.Arrivals.Select(a => a.Mailbox).Distinct().Count());
        Assert.Equal(200, server.Arrivals.Count);
    }

    [Fact]
    public async Task Operators_are_told_how_many_letters_wait()
    {
        odd.Server.Answer = OddServer.To("RCPT", "550 no such mailbox");
        var before = await odd.Site.Services.GetRequiredService<LetterBox>().StateAsync(TestContext.Current.CancellationToken);
        var id = await odd.Site.PromiseAsync("gone@service.example");
        await odd.Site.RowAsync(id, r => r.Tries == 1);

        var after = await odd.Site.Services.GetRequiredService<LetterBox>().StateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before.Waiting + 1, after.Waiting);
        odd.Server.Answer = (_, _) => Task.FromResult<string?>(null);
        await odd.Site.MoveUntilAsync(odd.Clock, rows => rows.All(r => r.Delivered));
    }

    private async Task StaysAndIsTriedAgain(string? problem, bool harmless = false)
    {
        var id = await odd.Site.PromiseAsync("odd@service.example");
        if (!harmless)
        {
            var row = await odd.Site.RowAsync(id, r => r.Tries == 1);
            Assert.False(row.Delivered);
            Assert.NotNull(row.Sealed);
            if (problem is not null) Assert.Equal(problem, row.LastProblem);
            Assert.False(string.IsNullOrWhiteSpace(row.LastProblem));
        }
        odd.Server.Answer = (_, _) => Task.FromResult<string?>(null);
        await odd.Site.MoveUntilAsync(odd.Clock, rows => rows.Single(r => r.Id == id).Delivered);

        var arrivals = odd.Server.Arrivals.Where(a => a.Message.MessageId == $"{id}@site.example").ToList();
        Assert.Single(arrivals, a => a.Accepted);
        Assert.All(arrivals, a => Assert.Equal("words", a.Message.TextBody?.Trim()));
    }
}
