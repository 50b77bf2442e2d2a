using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Referrals;
using Signposting.Storage;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.PassingOn;

/// <summary>"We have it" and "we are full", as a service presses them, and what the person then sees.</summary>
public abstract class AnswerTests(Func<Task<(string, string)[]>> storage)
{
    private static readonly (string, string[])[] Refuge = [("needs", ["refuge"]), ("area", ["fenland"]), ("words", ["canary-in-the-words"])];

    [Fact]
    public async Task Opening_a_link_does_nothing_and_pressing_its_button_destroys_what_is_kept()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        var letter = Assert.Single(await site.LettersAsync());
        var service = await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(letter, "We have it"));
        Assert.Contains(reference, service.Heading, StringComparison.Ordinal);
        Assert.NotNull((await Entry(site, reference)).Sealed);

        await service.PressAsync("answer");
        Assert.Equal("Noted", service.Heading);
        var entry = await Entry(site, reference);
        Assert.Null(entry.Sealed);
        Assert.Equal("taken", entry.ClosedAs);
        Assert.Contains("Someone has read it", await StatusOf(site, reference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_passes_it_on_to_the_service_that_the_person_agreed_to()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        var first = Assert.Single(await site.LettersAsync());
        var service = await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(first, "We are full"));
        await service.PressAsync("answer");

        var second = (await site.LettersAsync(2)).Single(l => l.MessageId != first.MessageId);
        Assert.Equal("dass-county-outreach", (await Entry(site, reference)).Passes[^1].Destination);
        Assert.Equal(first.Subject, second.Subject);
        Assert.Contains("canary-in-the-words", second.TextBody, StringComparison.Ordinal);
        Assert.Contains("passed on", await StatusOf(site, reference), StringComparison.Ordinal);
        // Pressed again, it has nothing more to ask.
        Assert.Equal(HttpStatusCode.Gone, (await service.OpenAsync(FormFilling.Link(first, "We are full"))).Status);
        Assert.Equal(2, (await site.LettersAsync(2)).Count);
    }

    [Fact]
    public async Task Without_anybody_agreed_to_it_goes_to_the_fallback_and_never_to_an_excluded_organisation()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: [.. Refuge, ("exclude", ["Domestic Abuse Support Service"])]);
        var first = Assert.Single(await site.LettersAsync());
        await (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(first, "We are full"))).PressAsync("answer");
        Assert.Equal("partnership-desk", (await Entry(site, reference)).Passes[^1].Destination);
    }

    [Theory]
    [InlineData("/en/k/nonsense")]
    [InlineData("/en/k/CfDJ8Bz8YVe3afZDgfAoWeMfe5xk88hYcGyZS9UJf9QtX3Qq")]
    public async Task A_link_that_was_made_up_is_useless(string path)
    {
        using var site = await SiteAsync();
        Assert.Equal(HttpStatusCode.Gone, (await new Visitor(site.Browser()).OpenAsync(path)).Status);
    }

    [Fact]
    public async Task Withdrawing_before_delivery_destroys_the_letter_and_nobody_receives_anything()
    {
        // A mail folder that can't be made: nothing is delivered.
        using var site = await SiteAsync([("Mail:Folder", "/proc/nowhere")]);
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        Assert.Contains("on its way", await StatusOf(site, reference), StringComparison.Ordinal);
        // While it is being tried it may be out, and then the service is told.
        await Until.TrueAsync(async () => await Count(site, "select count(*) from letters where tries > 0 and leased_until is null") == 1, () => "It isn't tried.");

        var person = await Look(site, reference);
        await (await person.PressAsync("ask")).PressAsync("withdraw");
        Assert.Equal("You have taken it back", person.Heading);
        var entry = await Entry(site, reference);
        Assert.Null(entry.Sealed);
        Assert.Equal(("withdrawn", 1L, 0L), (entry.ClosedAs, await Count(site, "select count(*) from letters"), await Count(site, "select count(*) from letters where sealed is not null")));
    }

    /// <summary>The server has it, but the line broke before it said so; after that nothing gets through at all.</summary>
    [Fact]
    public async Task A_service_that_may_have_it_is_told_however_later_attempts_ended()
    {
        using var authority = new TestAuthority();
        await using var server = new OddServer(authority.Issue()) { Answer = OddServer.To(".", OddServer.Cut) };
        var clock = Shelf.ClockFromNow();
        using var site = await SiteAsync(Postfix.Settings(authority, server.Port), clock);
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: 1, LastProblem: "message broken off" });
        server.Answer = OddServer.To("CONNECT", "421 later");
        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: > 1, LastProblem: "connect 421", LeasedUntil: null });

        await (await (await Look(site, reference)).PressAsync("ask")).PressAsync("withdraw");
        server.Answer = (_, _) => Task.FromResult<string?>(null);
        await site.MoveUntilAsync(clock, rows => rows.Any(r => r.Delivered));

        var note = Assert.Single(server.Arrivals, a => a.Accepted);
        Assert.Contains("withdrawn", note.Message.TextBody, StringComparison.Ordinal);
        Assert.Equal("fenland-refuge@refuge.example", note.Mailbox);
    }

    /// <summary>Refused once, it is passed on, while the next attempt is just getting through.</summary>
    [Fact]
    public async Task A_service_that_took_it_after_a_refusal_is_told_and_may_still_answer()
    {
        using var authority = new TestAuthority();
        await using var server = new OddServer(authority.Issue()) { Answer = OddServer.To(".", "554 looks like spam") };
        var clock = Shelf.ClockFromNow();
        using var site = await SiteAsync(Postfix.Settings(authority, server.Port), clock);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Refuge);
        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: 1, LeasedUntil: null });
        var (asked, decided) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Answer = async (said, over) =>
        {
            if (said.Verb != "." || !asked.TrySetResult()) return null;
            await decided.Task.WaitAsync(over);
            return null;
        };
        await site.MoveUntilAsync(clock, _ => asked.Task.IsCompleted);
        await site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Entry(site, reference)).Passes.Count);
        decided.SetResult();
        await site.MoveUntilAsync(clock, rows => rows.Count(r => r.Delivered) == 2);

        var first = Assert.Single(server.Arrivals, a => a.Accepted && a.Mailbox == "fenland-refuge@refuge.example");
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(first.Message, "We have it"))).Status);
        await (await (await Look(site, reference)).PressAsync("ask")).PressAsync("withdraw");
        await site.MoveUntilAsync(clock, rows => rows.Count(r => r.Delivered) == 4);
        Assert.Equal(2, server.Arrivals.Count(a => a.Accepted && a.Message.TextBody!.Contains("withdrawn", StringComparison.Ordinal)));
    }

    /// <summary>One press too many on a small screen must not cost somebody their place.</summary>
    [Fact]
    public async Task Before_it_is_taken_back_the_person_is_asked_once_more()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, answers: Refuge);

        var person = await (await Look(site, reference)).PressAsync("ask");
        Assert.Equal("Take it back?", person.Heading);
        Assert.NotNull((await Entry(site, reference)).Sealed);
        await person.PressAsync("look");
        Assert.StartsWith("Reference", person.Heading, StringComparison.Ordinal);

        await (await person.PressAsync("ask")).PressAsync("withdraw");
        Assert.Null((await Entry(site, reference)).Sealed);
        Assert.Contains("0808 2000 247", person.Text, StringComparison.Ordinal);
        Assert.NotNull(person.Page.QuerySelector("main a[href='/en']"));
    }

    [Fact]
    public async Task Withdrawing_after_delivery_tells_the_service()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        Assert.Single(await site.LettersAsync());
        await (await (await Look(site, reference)).PressAsync("ask")).PressAsync("withdraw");
        var note = (await site.LettersAsync(2)).Single(l => l.TextBody!.Contains("withdrawn", StringComparison.Ordinal));
        Assert.Equal("fenland-refuge@refuge.example", note.To.Mailboxes.Single().Address);
        Assert.DoesNotContain("canary", note.TextBody, StringComparison.Ordinal);
        Assert.Contains("You have taken it back", await StatusOf(site, reference), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2222-2222-2222")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_wrong_reference_finds_nothing_and_is_shown_again(string typed)
    {
        using var site = await SiteAsync();
        var person = await Look(site, typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Equal(typed, person.Page.QuerySelector("#reference")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task The_page_of_a_reference_says_nothing_of_what_it_is_about()
    {
        using var site = await SiteAsync();
        var reference = await FormFilling.SendAsync(site, answers: Refuge);
        await site.LettersAsync();
        var page = (await Look(site, reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Page.Body!.TextContent;
        foreach (var word in new[] { "abuse", "violence", "refuge", "police", "999", "Fenland", "Helpline", "harm" })
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Visitor> Look(Site site, string reference)
    {
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        return person;
    }

    private static async Task<string> StatusOf(Site site, string reference) => (await Look(site, reference)).Page.QuerySelector("[role=status].lead")!.TextContent;

    private static async Task<BookEntry> Entry(Site site, string reference) =>
        (await site.Services.GetRequiredService<ReferralBook>().FindAsync(reference, TestContext.Current.CancellationToken))!;

    private static async Task<long> Count(Site site, string sql)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private async Task<Site> SiteAsync((string, string)[]? settings = null, TimeProvider? clock = null) => new([.. await storage(), .. settings ?? []], clock);
}

public sealed class AnswerOnSqliteTests() : AnswerTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class AnswerOnPostgresTests(SeveralNodes.PostgresServer server) : AnswerTests(server.SettingsAsync);
