using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Referrals;
using Signposting.Storage;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.PassingOn;

/// <summary>What happens when nobody answers, with a clock that the test moves.</summary>
public abstract class OverseerTests(Func<Task<(string, string)[]>> storage)
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly (string, string[])[] Refuge = [("needs", ["refuge"]), ("area", ["fenland"])];

    [Fact]
    public async Task Silence_beyond_the_promise_passes_it_on_and_then_to_the_fallback_and_age_destroys_it_with_an_alarm()
    {
        var clock = new ShiftedClock(Monday);
        await using var hook = await Webhook.StartAsync();
        using var site = await SiteAsync([("Alarm:Webhook", hook.Address)], clock);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        await site.LettersAsync();

        await LookAfter(site, clock, TimeSpan.FromHours(20));
        Assert.Single((await Entry(site, reference)).Passes);
        // The refuge promised one working day: until Tuesday, 18:00.
        await LookAfter(site, clock, TimeSpan.FromHours(16));
        await site.LettersAsync(2);
        Assert.Equal(["fenland-refuge", "dass-county-outreach"], (await Entry(site, reference)).Passes.Select(p => p.Destination));
        await LookAfter(site, clock, TimeSpan.FromDays(4));
        await site.LettersAsync(3);
        Assert.Equal("partnership-desk", (await Entry(site, reference)).Passes[^1].Destination);
        Assert.NotNull((await Entry(site, reference)).Sealed);

        await LookAfter(site, clock, TimeSpan.FromDays(5));
        Assert.Contains("unanswered", await hook.ReceivedAsync("unanswered"), StringComparison.Ordinal);
        await LookAfter(site, clock, TimeSpan.FromDays(6));
        var entry = await Entry(site, reference);
        Assert.Equal(("unanswered", null), (entry.ClosedAs, entry.Sealed));

        // In the end even that there was a form is forgotten.
        await LookAfter(site, clock, TimeSpan.FromDays(61));
        Assert.Null(await site.Services.GetRequiredService<ReferralBook>().FindAsync(reference, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_late_answer_counts_and_the_other_service_is_told()
    {
        var clock = new ShiftedClock(Monday);
        using var site = await SiteAsync(clock: clock);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        var first = Assert.Single(await site.LettersAsync());
        await LookAfter(site, clock, TimeSpan.FromHours(36));
        await site.LettersAsync(2);
        await (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(first, "We have it"))).PressAsync("answer");
        var note = (await site.LettersAsync(3)).Single(l => l.TextBody!.Contains("Another service has taken", StringComparison.Ordinal));
        Assert.NotEqual(first.To.ToString(), note.To.ToString());
        Assert.Equal("taken", (await Entry(site, reference)).ClosedAs);
    }

    [Fact]
    public async Task Sixty_days_after_it_is_settled_no_trace_of_any_letter_is_left()
    {
        var clock = new ShiftedClock(Monday);
        using var site = await SiteAsync(clock: clock);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        await site.LettersAsync();
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        await (await person.PressAsync("ask")).PressAsync("withdraw");
        // The form's letter, and the one that says that it was withdrawn.
        await Until.TrueAsync(async () => (await site.RowsAsync()).Count(r => r.Delivered) == 2, () => "The service isn't told.");

        await LookAfter(site, clock, TimeSpan.FromDays(59));
        Assert.Equal((1, 2), await site.CountAsync());
        await LookAfter(site, clock, TimeSpan.FromDays(2));
        Assert.Equal((0, 0), await site.CountAsync());
    }

    [Fact]
    public async Task A_form_whose_key_is_gone_keeps_no_other_from_being_passed_on_and_operators_are_told()
    {
        var clock = new ShiftedClock(Monday);
        await using var hook = await Webhook.StartAsync();
        using var site = await SiteAsync([("Alarm:Webhook", hook.Address)], clock);
        var spoilt = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        var whole = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        await site.LettersAsync(2);
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("update referrals set sealed = @nothing where reference = @spoilt", new { nothing = new byte[] { 1, 2, 3 }, spoilt });

        await LookAfter(site, clock, TimeSpan.FromHours(36));

        Assert.Equal("dass-county-outreach", (await Entry(site, whole)).Passes[^1].Destination);
        Assert.Contains("stumbled", await hook.ReceivedAsync("stumbled"), StringComparison.Ordinal);
        // It, too, ends at its age.
        await LookAfter(site, clock, TimeSpan.FromDays(15));
        Assert.Equal("unanswered", (await Entry(site, spoilt)).ClosedAs);
    }

    [Fact]
    public async Task Mail_that_is_stuck_is_an_alarm_and_not_the_silence_of_the_service()
    {
        var clock = new ShiftedClock(Monday);
        await using var hook = await Webhook.StartAsync();
        using var site = await SiteAsync([("Alarm:Webhook", hook.Address), ("Mail:Folder", "/proc/nowhere")], clock);
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        await LookAfter(site, clock, TimeSpan.FromMinutes(11));
        Assert.Contains("letters are waiting", await hook.ReceivedAsync("outbox"), StringComparison.Ordinal);
        await LookAfter(site, clock, TimeSpan.FromDays(5));
        Assert.Single((await Entry(site, reference)).Passes);
    }

    [Fact]
    public async Task A_form_that_even_the_last_service_can_t_take_stays_and_operators_are_told()
    {
        var clock = new ShiftedClock(Monday);
        await using var hook = await Webhook.StartAsync();
        using var site = await SiteAsync([("Alarm:Webhook", hook.Address)], clock);
        // No area, no need: straight to the fallback.
        var reference = await FormFilling.SendAsync(site);
        var letter = Assert.Single(await site.LettersAsync());
        Assert.Contains("There is no service after you", letter.TextBody, StringComparison.Ordinal);
        var desk = await (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(letter, "We are full"))).PressAsync("answer");
        // It isn't told that another has it, and the person isn't told to wait.
        Assert.Contains("please keep the letter", desk.Text, StringComparison.Ordinal);
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        Assert.Contains("Nobody could take it yet", person.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", person.Text, StringComparison.Ordinal);

        var entry = await Entry(site, reference);
        Assert.NotNull(entry.Sealed);
        Assert.Null(entry.ClosedAs);
        await LookAfter(site, clock, TimeSpan.FromHours(7));
        Assert.Contains("partnership-desk", await hook.ReceivedAsync("unanswered"), StringComparison.Ordinal);
        // It can take it after all.
        await (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(letter, "We have it"))).PressAsync("answer");
        Assert.Equal("taken", (await Entry(site, reference)).ClosedAs);
    }

    [Theory]
    [InlineData("2026-11-23T09:00Z", 1, "2026-11-24T18:00Z")]
    [InlineData("2026-11-20T09:00Z", 1, "2026-11-23T18:00Z")]
    [InlineData("2026-11-21T09:00Z", 2, "2026-11-24T18:00Z")]
    // Christmas Day is a Friday; Boxing Day, a Saturday, is taken on Monday.
    [InlineData("2026-12-24T09:00Z", 1, "2026-12-29T18:00Z")]
    // The clock goes forward on 29 March 2026: the end of the day is 17:00 UTC.
    [InlineData("2026-03-27T09:00Z", 1, "2026-03-30T17:00Z")]
    public void A_promise_counts_whole_working_days(string sent, int days, string until) =>
        Assert.Equal(At(until), WorkingDays.After(At(sent), days, new PublicHolidays(new HashSet<DateOnly>())));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task LookAfter(Site site, ShiftedClock clock, TimeSpan wait)
    {
        await site.NoneOnItsWayAsync();
        clock.Advance(wait);
        await site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<BookEntry> Entry(Site site, string reference) =>
        (await site.Services.GetRequiredService<ReferralBook>().FindAsync(reference, TestContext.Current.CancellationToken))!;

    private async Task<Site> SiteAsync((string, string)[]? settings = null, TimeProvider? clock = null) => new([.. await storage(), .. settings ?? []], clock);
}

public sealed class OverseerOnSqliteTests() : OverseerTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class OverseerOnPostgresTests(SeveralNodes.PostgresServer server) : OverseerTests(server.SettingsAsync);
