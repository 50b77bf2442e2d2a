using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Signposting.Listings;
using Signposting.Referrals;
using Signposting.Tests.Content;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.DeliveryModes;

/// <summary>A service that receives only a notice, and reads the referral here with a code: as its staff, its mail scanner and a stranger do.</summary>
public abstract partial class NoticeTests(Func<Task<(string, string)[]>> storage) : IDisposable
{
    private const string Pin = "7Kz-41b";
    private const string Words = "مجھے مدد چاہیے۔ 🏠 canary-in-the-words";
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly (string, string[])[] Form = [("needs", ["refuge"]), ("area", ["fenland"]), ("words", [Words])];
    private readonly Broken _content = new();

    public void Dispose()
    {
        _content.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_letter_says_nothing_the_code_comes_to_the_second_mailbox_and_both_together_show_the_words_once()
    {
        await using var site = await WithCodeAsync();
        var reference = await FormFilling.SendAsync(site, answers: Form);
        var (notice, code) = await LettersAsync(site);
        Assert.Equal(($"Referral {reference}", $"Referral {reference}"), (notice.Subject, code.Subject));
        foreach (var word in new[] { "canary", "refuge", "abuse", "Fenland", "07700" }) Assert.DoesNotContain(word, notice.TextBody + code.TextBody, StringComparison.OrdinalIgnoreCase);
        // "We have it" destroys what we keep: whoever only has the mailbox must not be able to.
        Assert.DoesNotContain("We have it", notice.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("http", code.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(CodeIn(code), notice.TextBody, StringComparison.Ordinal);

        var service = await OpenAsync(site, notice);
        Assert.Equal(HttpStatusCode.OK, service.Status);
        Assert.Contains(reference, service.Heading, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", service.Text, StringComparison.Ordinal);
        Assert.Contains("has arrived", await StatusOf(site, reference), StringComparison.Ordinal);

        // As somebody copies it by hand.
        await service.Fill("code", " " + CodeIn(code).ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)).PressAsync("read");
        Assert.Equal(HttpStatusCode.OK, service.Status);
        var shown = service.Page.QuerySelector("pre")!.TextContent.ReplaceLineEndings("\n");
        Assert.Contains("\n" + Words + "\n", shown, StringComparison.Ordinal);
        Assert.Contains("SAFE CONTACT", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("/en/k/", shown, StringComparison.Ordinal);
        Assert.Contains("no-store", service.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-store", service.Response.Headers.GetValues("CDN-Cache-Control").Single());
        Assert.NotNull(service.Page.QuerySelector("[data-prints]"));
        Assert.Contains("opened it and read it", await StatusOf(site, reference), StringComparison.Ordinal);

        // Reading isn't answering; and the link has done its work.
        var entry = await Entry(site, reference);
        Assert.Equal((null, null), (entry.ClosedAs, entry.Passes.Single().Answer));
        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(site, notice)).Status);

        await service.PressAsync("answer");
        Assert.Equal("Noted", service.Heading);
        entry = await Entry(site, reference);
        Assert.Equal(("taken", null), (entry.ClosedAs, entry.Sealed));
    }

    [Fact]
    public async Task Mail_scanners_that_open_the_link_in_every_way_use_nothing_up()
    {
        await using var site = await WithCodeAsync();
        var reference = await FormFilling.SendAsync(site, answers: Form);
        var (notice, code) = await LettersAsync(site);
        using var browser = site.Browser();
        foreach (var path in new[] { FormFilling.Link(notice, "Read it"), FormFilling.Link(notice, "We are full") })
            foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get, HttpMethod.Options, HttpMethod.Get })
            {
                using var asked = await browser.SendAsync(new HttpRequestMessage(method, path), TestContext.Current.CancellationToken);
                Assert.True(asked.StatusCode is HttpStatusCode.OK or HttpStatusCode.MethodNotAllowed, $"{method}: {asked.StatusCode}");
                Assert.Equal("no-store", asked.Headers.GetValues("CDN-Cache-Control").Single());
                Assert.DoesNotContain("canary", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        Assert.Null((await Entry(site, reference)).Passes.Single().OpenedAt);

        await (await OpenAsync(site, notice)).Fill("code", CodeIn(code)).PressAsync("read");
        Assert.NotNull((await Entry(site, reference)).Passes.Single().OpenedAt);
    }

    [Fact]
    public async Task Of_many_who_press_at_once_with_the_right_code_exactly_one_sees_it()
    {
        await using var site = await WithCodeAsync();
        await FormFilling.SendAsync(site, answers: Form);
        var (notice, code) = await LettersAsync(site);
        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var hand = new Visitor(site.Browser());
            await hand.PostAsync(FormFilling.Link(notice, "Read it"), [("code", CodeIn(code)), ("go", "read")]);
            return hand;
        }));

        Assert.Contains("canary", Assert.Single(pressed, p => p.Status == HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.All(pressed.Where(p => p.Status != HttpStatusCode.OK), p => Assert.Equal((HttpStatusCode.Conflict, false), (p.Status, p.Text.Contains("canary", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Wrong_codes_are_counted_however_they_come_and_neither_read_nor_destroy_it()
    {
        await using var hook = await Webhook.StartAsync();
        await using var site = await WithCodeAsync([("Alarm:Webhook", hook.Address)]);
        var reference = await FormFilling.SendAsync(site, answers: Form);
        var (notice, code) = await LettersAsync(site);
        var stranger = await OpenAsync(site, notice);
        await stranger.Fill("code", "2222-2222").PressAsync("read");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.Status);
        Assert.Contains("Tries left: 9", stranger.Text, StringComparison.Ordinal);

        // Nine more at once, and as many again.
        await Task.WhenAll(Enumerable.Range(0, 18).Select(n => new Visitor(site.Browser()).PostAsync(FormFilling.Link(notice, "Read it"), [("code", $"2222-22{n:00}"), ("go", "read")])));
        Assert.Contains("fenland-refuge", await hook.ReceivedAsync("wrong-codes"), StringComparison.Ordinal);
        var spent = new Visitor(site.Browser());
        await spent.PostAsync(FormFilling.Link(notice, "Read it"), [("code", CodeIn(code)), ("go", "read")]);
        Assert.Equal(HttpStatusCode.Conflict, spent.Status);
        Assert.DoesNotContain("canary", spent.Text, StringComparison.Ordinal);

        // The service asks for a fresh link, and reads it.
        await spent.PressAsync("fresh");
        Assert.Equal("Please look into your mailbox", spent.Heading);
        var (fresh, again) = await LettersAsync(site, after: notice);
        Assert.Equal(CodeIn(code), CodeIn(again));
        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(site, notice)).Status);
        var service = await (await OpenAsync(site, fresh)).Fill("code", CodeIn(again)).PressAsync("read");
        Assert.Contains("canary", service.Text, StringComparison.Ordinal);
        Assert.NotNull((await Entry(site, reference)).Sealed);
    }

    [Fact]
    public async Task A_fresh_link_can_be_had_again_after_a_while_and_never_goes_to_anybody_else()
    {
        var clock = new ShiftedClock(Monday);
        await using var site = await WithPinAsync(clock: clock);
        await FormFilling.SendAsync(site, answers: Form);
        var notice = Assert.Single(await site.LettersAsync());
        await (await OpenAsync(site, notice)).Fill("code", Pin).PressAsync("read");
        for (var letters = 2; letters <= 3; letters++)
        {
            var used = await OpenAsync(site, notice);
            await used.PressAsync("fresh");
            Assert.Equal(HttpStatusCode.OK, used.Status);
            var all = await site.LettersAsync(letters);
            Assert.All(all, l => Assert.Equal(Listing.RefugeMailbox, l.To.Mailboxes.Single().Address));
            // A second press at once sends nothing more.
            await used.PostAsync(FormFilling.Link(notice, "Read it"), [("go", "fresh")]);
            Assert.Equal(HttpStatusCode.TooManyRequests, used.Status);
            clock.Advance(TimeSpan.FromMinutes(6));
        }
        Assert.Equal(3, (await site.LettersAsync(3)).Count);
    }

    [Fact]
    public async Task Who_guesses_on_and_on_has_to_wait_a_day_between_ten_tries()
    {
        var clock = new ShiftedClock(Monday);
        await using var site = await WithPinAsync(clock: clock);
        await FormFilling.SendAsync(site, answers: Form);
        var notices = site.Services.GetRequiredService<Notices>();
        var pass = (await site.Services.GetRequiredService<ReferralBook>().OpenPassesAsync(TestContext.Current.CancellationToken)).Single();
        for (var round = 0; round < 3; round++)
        {
            var link = (await notices.FindAsync(pass.Id, TestContext.Current.CancellationToken))!.Link;
            for (var n = 1; n <= 10; n++) Assert.Equal(n, await notices.TryAsync(pass.Id, link, TestContext.Current.CancellationToken));
            Assert.Null(await notices.TryAsync(pass.Id, link, TestContext.Current.CancellationToken));
            clock.Advance(TimeSpan.FromMinutes(6));
            if (round < 2) await RenewAsync();
        }
        Assert.False(await notices.MayRenewAsync(pass.Id, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromDays(1));
        await RenewAsync();
        Assert.False((await notices.FindAsync(pass.Id, TestContext.Current.CancellationToken))!.Spent);

        async Task RenewAsync()
        {
            Assert.True(await notices.MayRenewAsync(pass.Id, TestContext.Current.CancellationToken));
            pass = (await site.Services.GetRequiredService<ReferralBook>().PassAsync(pass.Id, TestContext.Current.CancellationToken))!;
            Assert.True(await site.Services.GetRequiredService<Overseer>().SendAgainAsync(pass, site.Services.GetRequiredService<CurrentCatalogue>().Now, null, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_PIN_opens_it_without_a_second_letter_and_only_the_service_s_own()
    {
        await using var site = await WithPinAsync();
        await FormFilling.SendAsync(site, answers: Form);
        var notice = Assert.Single(await site.LettersAsync());
        var service = await OpenAsync(site, notice);
        Assert.Equal("password", service.Page.QuerySelector("#code")!.GetAttribute("type"));
        await service.Fill("code", "7kz-41b").PressAsync("read");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, service.Status);
        // What was typed isn't shown again on a page that anybody may come by.
        Assert.DoesNotContain("7kz", service.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await service.Fill("code", Pin).PressAsync("read");
        Assert.Contains("canary", service.Text, StringComparison.Ordinal);
        Assert.Single(await site.LettersAsync());
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("taken")]
    [InlineData("full")]
    [InlineData("silent")]
    public async Task Nothing_of_it_works_any_more_once_it_is(string settled)
    {
        var clock = new ShiftedClock(Monday);
        await using var site = await WithPinAsync(clock: clock);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Form);
        var notice = Assert.Single(await site.LettersAsync());
        switch (settled)
        {
            case "withdrawn":
                var person = new Visitor(site.Browser());
                await person.PostAsync("/en/r", [("reference", reference), ("go", "withdraw")]);
                break;
            case "taken":
                await (await (await OpenAsync(site, notice)).Fill("code", Pin).PressAsync("read")).PressAsync("answer");
                break;
            case "full":
                await (await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(notice, "We are full"))).PressAsync("answer");
                break;
            default:
                clock.Advance(TimeSpan.FromHours(36));
                await site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);
                break;
        }
        Assert.True((await Entry(site, reference)) is { ClosedAs: not null } or { Passes.Count: 2 });

        var link = FormFilling.Link(notice, "Read it");
        var late = await new Visitor(site.Browser()).OpenAsync(link);
        Assert.Equal((HttpStatusCode.Gone, "There is nothing to answer here"), (late.Status, late.Heading));
        foreach (var go in new[] { "read", "fresh" })
        {
            await late.PostAsync(link, [("code", Pin), ("go", go)]);
            Assert.Equal(HttpStatusCode.Gone, late.Status);
            Assert.DoesNotContain("canary", late.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain((await site.LettersAsync()).Where(l => l.MessageId != notice.MessageId), l => l.TextBody?.Contains("Read it:", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_link_that_was_made_up_is_useless()
    {
        await using var site = await WithPinAsync();
        foreach (var token in new[] { "nonsense", "CfDJ8Bz8YVe3afZDgfAoWeMfe5xk88hYcGyZS9UJf9QtX3Qq" })
        {
            var stranger = await new Visitor(site.Browser()).OpenAsync("/en/o/" + token);
            Assert.Equal(HttpStatusCode.Gone, stranger.Status);
            await stranger.PostAsync("/en/o/" + token, [("code", Pin), ("go", "fresh")]);
            Assert.Equal(HttpStatusCode.Gone, stranger.Status);
        }
    }

    [Fact]
    public async Task A_second_mailbox_that_refuses_is_as_bad_as_the_first_and_passes_it_on()
    {
        using var authority = new Outbox.TestAuthority();
        await using var server = new Outbox.OddServer(authority.Issue())
        {
            Answer = (said, _) => Task.FromResult(said.Verb == "RCPT" && said.Mailbox == Listing.CodeMailbox ? "550 5.1.1 nobody" : null),
        };
        await using var hook = await Webhook.StartAsync();
        await using var site = await WithCodeAsync([("Alarm:Webhook", hook.Address), .. Outbox.Postfix.Settings(authority, server.Port)]);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Form);
        await Outbox.Until.TrueAsync(async () => (await Outbox.Shelf.RowsAsync(site)).Any(r => r.LastProblem == "recipient 550"), () => "It was not refused.");

        await site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);

        Assert.Contains("fenland-refuge", await hook.ReceivedAsync("mailbox-refuses"), StringComparison.Ordinal);
        Assert.Equal(["fenland-refuge", "dass-county-outreach"], (await Entry(site, reference)).Passes.Select(p => p.Destination));
        // The code that nobody can need any more is destroyed.
        Assert.DoesNotContain(await Outbox.Shelf.RowsAsync(site), r => r.LastProblem == "recipient 550" && r.Sealed is not null);
    }

    [Fact]
    public async Task Withdrawing_destroys_the_notice_and_the_code_and_in_the_end_their_entries_are_forgotten()
    {
        var clock = new ShiftedClock(Monday);
        await using var site = await WithCodeAsync([("Mail:Folder", "/proc/nowhere")], clock);
        var reference = await FormFilling.SendAsync(site, answers: Form);
        // Not while one is being tried: then it might have arrived, and the service would be told.
        await Outbox.Until.TrueAsync(async () => (await Outbox.Shelf.RowsAsync(site)).All(r => r is { Tries: > 0, LeasedUntil: null }), () => "Nothing was tried.");
        var person = new Visitor(site.Browser());
        await person.PostAsync("/en/r", [("reference", reference), ("go", "withdraw")]);
        var rows = await Outbox.Shelf.RowsAsync(site);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Null(r.Sealed));

        clock.Advance(TimeSpan.FromDays(61));
        await site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await Outbox.Shelf.RowsAsync(site));
    }

    private static Task<Visitor> OpenAsync(Site site, MimeMessage notice) => new Visitor(site.Browser()).OpenAsync(FormFilling.Link(notice, "Read it"));

    /// <summary>The notice and the code, each where it belongs; the latest.</summary>
    private static async Task<(MimeMessage Notice, MimeMessage Code)> LettersAsync(Site site, MimeMessage? after = null)
    {
        var letters = await site.LettersAsync(after is null ? 2 : 4);
        await Outbox.Until.TrueAsync(async () => (await Outbox.Shelf.RowsAsync(site)).All(r => r.Delivered), () => "They are not delivered.");
        MimeMessage Latest(string mailbox) => letters.Where(l => l.To.Mailboxes.Single().Address == mailbox).OrderBy(l => l.MessageId, StringComparer.Ordinal).Last();
        return (Latest(Listing.RefugeMailbox), Latest(Listing.CodeMailbox));
    }

    private static string CodeIn(MimeMessage letter) => Code().Match(letter.TextBody!).Groups[1].Value;

    private static async Task<string> StatusOf(Site site, string reference)
    {
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        return person.Page.QuerySelector("[role=status].lead")!.TextContent;
    }

    private static async Task<BookEntry> Entry(Site site, string reference) =>
        (await site.Services.GetRequiredService<ReferralBook>().FindAsync(reference, TestContext.Current.CancellationToken))!;

    private Task<Site> WithCodeAsync((string, string)[]? settings = null, TimeProvider? clock = null) => SiteAsync(settings, clock, "delivery: notice", $"code-to: {Listing.CodeMailbox}");

    private Task<Site> WithPinAsync((string, string)[]? settings = null, TimeProvider? clock = null) => SiteAsync(settings, clock, "delivery: notice", $"pin: {PinHash.Of(Pin)}");

    private async Task<Site> SiteAsync((string, string)[]? settings, TimeProvider? clock, params string[] lines)
    {
        _content.Set(Listing.Refuge, lines);
        return new([.. await storage(), .. _content.Settings(), .. settings ?? []], clock);
    }

    [GeneratedRegex("Code: ([0-9A-Z]{4}-[0-9A-Z]{4})")]
    private static partial Regex Code();
}

public sealed class NoticeOnSqliteTests() : NoticeTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class NoticeOnPostgresTests(SeveralNodes.PostgresServer server) : NoticeTests(server.SettingsAsync);
