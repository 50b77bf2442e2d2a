using System.Net;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.BotDefence;

/// <summary>What looks automated is said in the letter; nothing is dropped for it.</summary>
public sealed class SuspicionTests
{
    private const string Marked = "POSSIBLY AUTOMATED";
    private readonly ShiftedClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_form_that_took_its_time_is_not_marked()
    {
        await using var site = Guarded.Site(_clock);
        var visitor = await site.From("203.0.113.7").ToCheckAsync();
        _clock.Advance(TimeSpan.FromSeconds(11));

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.DoesNotContain(Marked, Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_came_sooner_than_anybody_reads_is_marked_below_safe_contact()
    {
        await using var site = Guarded.Site(_clock, ("BotDefence:FastestForm", "00:05:00"));

        var visitor = await site.SendAsync("203.0.113.7");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var lines = Assert.Single(await site.LettersAsync()).TextBody!.ReplaceLineEndings("\n").Split('\n').ToList();
        var at = lines.FindIndex(l => l.StartsWith(Marked, StringComparison.Ordinal));
        Assert.StartsWith("Why: it was sent sooner than", lines[at + 1], StringComparison.Ordinal);
        Assert.Equal("", lines[at + 2]);
        Assert.True(lines.FindIndex(l => l.StartsWith("SAFE CONTACT", StringComparison.Ordinal)) is var safe and > 0 && safe < at);
        Assert.True(at < lines.IndexOf("WHO IS WRITING"));
    }

    [Fact]
    public async Task A_form_whose_hidden_field_was_filled_in_is_marked_and_so_is_the_letter_that_passes_it_on()
    {
        await using var site = Guarded.Site(_clock, ("BotDefence:FastestForm", "00:00:00"));
        var visitor = await FormFilling.ToCheckAsync(site, "en", ("needs", ["refuge"]), ("area", ["fenland"]));
        await visitor.Fill("topic", "Cheap offers").Fill("agreed", "dass-county-outreach").PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var first = Assert.Single(await site.LettersAsync());

        var service = await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(first, "We are full"));
        await service.PressAsync("answer");

        var letters = await site.LettersAsync(2);
        Assert.Equal(2, letters.Count);
        Assert.All(letters, l => Assert.Contains("Why: a field that people do not see was filled in", l.TextBody, StringComparison.Ordinal));
        // What was put there goes nowhere.
        Assert.All(letters, l => Assert.DoesNotContain("Cheap offers", l.TextBody, StringComparison.Ordinal));
    }

    /// <summary>What was kept by an older version of the program knows nothing of findings.</summary>
    [Fact]
    public void What_was_kept_before_can_still_be_read()
    {
        var kept = System.Text.Json.JsonSerializer.Deserialize<Referrals.KeptReferral>("""{"Answers":{"Values":{},"Passed":[]},"Marks":[],"Page":"en","Agreed":[]}""");

        Assert.Null(kept!.Finding);
    }
}
