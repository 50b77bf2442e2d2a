using System.Net;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.BotDefence;

/// <summary>While many forms come in, browsers are asked for work, and readers whose browser can't do it for a moment.</summary>
public sealed class WorkTests
{
    private const string Unsolved = "many forms were coming in";

    private static readonly (string, string)[] Low =
        [("BotDefence:AllWorkFrom", "3"), ("BotDefence:AllRestFrom", "1"), ("BotDefence:WorkBits", "6"), ("BotDefence:FastestForm", "00:00:00")];

    private readonly ShiftedClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task In_quiet_times_no_page_asks_for_anything()
    {
        await using var site = Guarded.Site(_clock, Low);
        for (var i = 0; i < 3; i++)
        {
            var visitor = await site.From($"203.0.{i}.1").ToCheckAsync();
            Assert.Null(visitor.Hidden("riddle"));
            Assert.Null(visitor.Page.QuerySelector("[data-bits]"));
            await visitor.PressAsync("send");
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }

        // The fourth is asked.
        Assert.NotNull((await site.From("203.0.200.1").ToCheckAsync()).Hidden("riddle"));
    }

    [Fact]
    public async Task Work_that_was_done_sends_at_once_and_unmarked()
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync();

        await visitor.SendWithAsync(("solved", Guarded.Solve(visitor.Hidden("riddle")!, visitor.Bits())));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.All(await site.LettersAsync(4), l => Assert.DoesNotContain("POSSIBLY AUTOMATED", l.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_the_page_comes_back_once_and_then_the_form_is_taken_and_marked()
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync("en", "Don’t lose this");

        await visitor.Fill("to", "victim-witness-hub").PressAsync("send");
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Equal("check", visitor.At);
        Assert.InRange(visitor.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.Contains("then press send again", visitor.Page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(("to", "victim-witness-hub"), visitor.Fields());
        Assert.Equal((3, 3), await site.CountAsync());

        _clock.Advance(TimeSpan.FromSeconds(10));
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var letter = (await site.LettersAsync(4)).Single(l => l.TextBody!.Contains("Don’t lose this", StringComparison.Ordinal));
        Assert.Contains(Unsolved, letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_does_not_wait_is_not_asked_twice()
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync();
        await visitor.PressAsync("send");
        // Another language in between changes nothing.
        await visitor.PressAsync("stay");
        Assert.Equal("check", visitor.At);

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task Reading_the_page_for_as_long_is_a_wait()
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Theory]
    [InlineData("riddle", "")]
    [InlineData("riddle", "made-up")]
    [InlineData("solved", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16")]
    public async Task What_does_not_solve_it_at_worst_marks(string field, string value)
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync();
        await visitor.SendWithAsync((field, value));
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Single(await site.LettersAsync(4), l => l.TextBody!.Contains(Unsolved, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_conversation_s_work_does_not_send_another()
    {
        await using var site = await PressedAsync();
        var one = await site.From("198.51.100.1").ToCheckAsync();
        var other = await site.From("198.51.100.2").ToCheckAsync();
        var riddle = one.Hidden("riddle")!;

        await other.SendWithAsync(("riddle", riddle), ("solved", Guarded.Solve(riddle, one.Bits())));

        Assert.Equal(HttpStatusCode.TooManyRequests, other.Status);
    }

    [Fact]
    public async Task When_it_is_quiet_again_nobody_is_asked()
    {
        await using var site = await PressedAsync();
        var visitor = await site.From("198.51.100.1").ToCheckAsync();
        Assert.NotNull(visitor.Hidden("riddle"));
        _clock.Advance(TimeSpan.FromMinutes(10));

        // Not even somebody whose page still carries the riddle.
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.DoesNotContain((await site.LettersAsync(4)), l => l.TextBody!.Contains(Unsolved, StringComparison.Ordinal));
        Assert.Null((await site.From("198.51.100.2").ToCheckAsync()).Hidden("riddle"));
    }

    [Fact]
    public async Task A_busy_network_is_asked_for_work_while_others_are_not()
    {
        await using var site = Guarded.Site(_clock, ("BotDefence:NetworkWorksFrom", "3"));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("203.0.113.7")).Status);

        Assert.NotNull((await site.From("203.0.113.8").ToCheckAsync()).Hidden("riddle"));
        Assert.Null((await site.From("203.0.114.8").ToCheckAsync()).Hidden("riddle"));
    }

    /// <summary>A site to which so many forms were sent that it asks for work.</summary>
    private async Task<Site> PressedAsync()
    {
        var site = Guarded.Site(_clock, Low);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await site.SendAsync($"203.0.{i}.1")).Status);
        return site;
    }
}
