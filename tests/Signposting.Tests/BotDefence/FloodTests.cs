using System.Net;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.BotDefence;

/// <summary>More forms from one network than any household or refuge sends.</summary>
public sealed class FloodTests
{
    private readonly ShiftedClock _clock = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("en", "Your answers are still here")]
    [InlineData("pl", "Twoje odpowiedzi nadal tu są")]
    [InlineData("ur", "آپ کے جواب اب بھی یہاں ہیں")]
    public async Task The_next_one_is_told_when_to_come_back_and_whom_to_call_with_everything_kept(string language, string kept)
    {
        await using var site = await FloodedAsync("203.0.113.7");
        var visitor = await site.From("203.0.113.200").ToCheckAsync(language, "Don’t lose this");
        visitor.Fill("to", "victim-witness-hub").Fill("agreed", "partnership-desk");

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.InRange(visitor.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Assert.Equal(language, visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(kept, visitor.Page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(visitor.Page.QuerySelectorAll("main a[href^='tel:']"));
        Assert.Contains("Don’t lose this", visitor.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(("to", "victim-witness-hub"), visitor.Fields());
        Assert.Contains(("agreed", "partnership-desk"), visitor.Fields());
        Assert.Equal((10, 10), await site.CountAsync());

        // "Try again" works, when it is time.
        _clock.Advance(visitor.Response.Headers.RetryAfter.Delta.Value);
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains((await site.LettersAsync(11)), l => l.TextBody!.Contains("Don’t lose this", StringComparison.Ordinal) && l.To.ToString().Contains("victim-witness-hub", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_networks_do_not_notice()
    {
        await using var site = await FloodedAsync("203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SendAsync("203.0.113.8")).Status);

        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("203.0.114.8")).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("2001:db8::7")).Status);
    }

    [Fact]
    public async Task One_form_counts_once_and_shows_its_reference_again_even_then()
    {
        await using var site = Guarded.Site(_clock, ("BotDefence:NetworkMaySend", "10"));
        var visitor = await site.From("203.0.113.7").ToCheckAsync();
        var form = visitor.Fields().Append(("go", "send")).ToList();
        for (var i = 0; i < 12; i++) await visitor.PostAsync("/en/c", form);
        var reference = visitor.ReferenceShown();
        for (var i = 0; i < 9; i++) Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SendAsync("203.0.113.7")).Status);

        await visitor.PostAsync("/en/c", form);

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(reference, visitor.ReferenceShown());
    }

    [Fact]
    public async Task As_shipped_sixty_an_hour_are_taken_from_one_network()
    {
        await using var site = Guarded.Site(_clock, ("BotDefence:NetworkWorksFrom", "1000"), ("BotDefence:AllWorkFrom", "1000"));
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("203.0.113.7")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SendAsync("203.0.113.7")).Status);
    }

    /// <summary>A site to which that address has sent all that it may.</summary>
    private async Task<Site> FloodedAsync(string address)
    {
        var site = Guarded.Site(_clock, ("BotDefence:NetworkMaySend", "10"));
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(address)).Status);
        return site;
    }
}
