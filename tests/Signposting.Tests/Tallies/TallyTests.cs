using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Referrals;
using Signposting.Storage;
using Signposting.Tallies;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Tallies;

/// <summary>What is counted of a referral on its way, through the real form and the real answer links.</summary>
public abstract class TallyTests(Func<Task<(string, string)[]>> storage)
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>With something to betray in every field that can be typed into.</summary>
    private static readonly (string, string[])[] Told =
    [
        ("for", ["self"]), ("age", ["16-to-17"]), ("gender", ["woman"]), ("area", ["fenland"]), ("needs", ["refuge", "stalking"]), ("children", ["yes"]),
        ("children-about", ["canary-children"]), ("language", ["other"]), ("language-other", ["canary-tongue"]), ("specialist", ["minority-ethnic"]),
        ("access", ["step-free"]), ("access-about", ["canary-access"]), ("words", ["canary-words"]), ("name", ["canary-name"]), ("times", ["canary-times"]),
    ];

    [Fact]
    public async Task A_referral_that_is_taken_leaves_one_count_in_each_table_and_nothing_else()
    {
        var clock = new ShiftedClock(Monday);
        using var site = await SiteAsync(clock: clock);
        await FormFilling.SendAsync(site, "dass-county-outreach", answers: Told);
        var letter = Assert.Single(await site.LettersAsync());
        clock.Advance(TimeSpan.FromHours(5));
        await AnswerAsync(site, letter, "We have it");

        Assert.Equal(
        [
            "access asked", "district fenland", "for self", "hours 24", "language other", "need refuge fenland", "need stalking fenland",
            "service dass-county-outreach sent", "service dass-county-outreach taken", "specialist minority-ethnic rest", "specialist stalking rest", "specialist young-person rest", "taken fenland",
        ], await CountsAsync(site, "2026-Q4"));
    }

    [Fact]
    public async Task Who_says_nothing_is_counted_in_the_total_only()
    {
        using var site = await SiteAsync(clock: new ShiftedClock(Monday));
        await FormFilling.SendAsync(site);

        // It went to the partnership's own desk, which isn't counted.
        Assert.Equal(["district other"], await CountsAsync(site, "2026-Q4"));
    }

    [Fact]
    public async Task Full_and_late_and_taken_are_each_counted_once_however_often_they_are_pressed()
    {
        var clock = new ShiftedClock(Monday);
        using var site = await SiteAsync(clock: clock);
        await FormFilling.SendAsync(site, "fenland-refuge", ["dass-county-outreach"], ("needs", ["refuge"]), ("area", ["fenland"]));
        var first = Assert.Single(await site.LettersAsync());
        await AnswerAsync(site, first, "We are full", times: 3);
        var second = (await site.LettersAsync(2)).Single(l => l.MessageId != first.MessageId);
        // Two working days, and it goes to the partnership's desk; then the service answers after all.
        clock.Advance(TimeSpan.FromDays(4));
        await LookAsync(site);
        await LookAsync(site);
        await site.LettersAsync(3);
        await AnswerAsync(site, second, "We have it", times: 3);

        Assert.Equal(
        [
            "district fenland", "hours 168", "need refuge fenland",
            "service dass-county-outreach sent", "service dass-county-outreach silent", "service dass-county-outreach taken",
            "service fenland-refuge full", "service fenland-refuge sent", "taken fenland",
        ], await CountsAsync(site, "2026-Q4"));
    }

    [Fact]
    public async Task Pressed_at_once_by_many_hands_it_is_one()
    {
        using var site = await SiteAsync(clock: new ShiftedClock(Monday));
        var visitor = await FormFilling.ToCheckAsync(site, "en", ("area", ["peterborough"]), ("needs", ["support"]));
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => new Visitor(site.Browser()).PostAsync("/en/c", form)));
        var link = FormFilling.Link(Assert.Single(await site.LettersAsync()), "We have it");
        var services = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => new Visitor(site.Browser()).OpenAsync(link)));
        await Task.WhenAll(services.Select(s => s.PressAsync("answer")));

        Assert.Equal(
            ["district peterborough", "hours 4", "need support peterborough", "service pwa-outreach-peacock sent", "service pwa-outreach-peacock taken", "taken peterborough"],
            await CountsAsync(site, "2026-Q4"));
    }

    /// <summary>Different referrals that touch the same rows from both ends: nobody waits for each other in a circle, nothing is lost.</summary>
    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        using var site = await SiteAsync([("Mail:Folder", "/proc/nowhere")], new ShiftedClock(Monday));
        string[] areas = ["fenland", "peterborough", "cambridge-city"];
        await Task.WhenAll(Enumerable.Range(0, 24).Select(n => FormFilling.SendAsync(site, answers: [("area", [areas[n % 3]]), ("needs", n % 2 == 0 ? ["stalking", "money"] : ["money", "housing"])])));

        var counts = await site.Services.GetRequiredService<TallyBook>().OfAsync(new Quarter(2026, 4), TestContext.Current.CancellationToken);
        Assert.Equal((24, 24, 12, 12), (counts.Sum("district"), areas.Sum(a => counts["need", "money", a]), areas.Sum(a => counts["need", "stalking", a]), areas.Sum(a => counts["need", "housing", a])));
        Assert.Equal(24, counts["district", "fenland"] * 3);
    }

    [Fact]
    public async Task Taken_back_before_anybody_had_it_only_that_is_counted()
    {
        using var site = await SiteAsync([("Mail:Folder", "/proc/nowhere")], new ShiftedClock(Monday));
        var reference = await FormFilling.SendAsync(site, answers: [("area", ["fenland"]), ("needs", ["money"])]);
        var before = await CountsAsync(site, "2026-Q4");
        await WithdrawAsync(site, reference);
        await WithdrawAsync(site, reference);

        Assert.Equal([.. before, "withdrawn"], await CountsAsync(site, "2026-Q4"));
    }

    [Fact]
    public async Task Taken_back_after_a_service_had_taken_it_it_stays_counted_as_taken()
    {
        using var site = await SiteAsync(clock: new ShiftedClock(Monday));
        var reference = await FormFilling.SendAsync(site, answers: [("area", ["fenland"]), ("needs", ["money"])]);
        await AnswerAsync(site, Assert.Single(await site.LettersAsync()), "We have it");
        var before = await CountsAsync(site, "2026-Q4");
        Assert.Contains("taken fenland", before);
        await WithdrawAsync(site, reference);

        Assert.Equal(before, await CountsAsync(site, "2026-Q4"));
    }

    /// <summary>Received in December, destroyed unanswered in January: each is counted when it happens, and the old quarter changes no more.</summary>
    [Fact]
    public async Task Over_New_Year_each_fact_is_counted_in_its_own_quarter()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2026, 12, 31, 23, 50, 0, TimeSpan.Zero));
        using var site = await SiteAsync(clock: clock);
        await FormFilling.SendAsync(site, answers: [("area", ["huntingdonshire"]), ("needs", ["money"])]);
        await site.LettersAsync();
        var december = await CountsAsync(site, "2026-Q4");
        await site.NoneOnItsWayAsync();
        clock.Advance(TimeSpan.FromDays(15));
        await LookAsync(site);
        await LookAsync(site);

        Assert.Equal(["district huntingdonshire", "need money huntingdonshire", "service dass-county-outreach sent"], december);
        Assert.Equal(december, await CountsAsync(site, "2026-Q4"));
        Assert.Equal(["service dass-county-outreach silent", "unanswered huntingdonshire"], await CountsAsync(site, "2027-Q1"));
    }

    [Fact]
    public async Task If_it_can_t_be_counted_it_isn_t_kept_either_and_the_person_is_told()
    {
        using var site = await SiteAsync(clock: new ShiftedClock(Monday));
        var visitor = await FormFilling.ToCheckAsync(site, "en", ("area", ["fenland"]), ("needs", ["money"]));
        await ExecuteAsync(site, "alter table tallies rename to elsewhere");
        await visitor.PressAsync("send");
        Assert.Equal(503, (int)visitor.Status);
        Assert.Equal(0, await ScalarAsync(site, "select count(*) from referrals"));

        await ExecuteAsync(site, "alter table elsewhere rename to tallies");
        await visitor.PressAsync("send");
        Assert.Equal(["district fenland", "need money fenland", "service dass-county-outreach sent"], await CountsAsync(site, "2026-Q4"));
    }

    [Fact]
    public async Task Nothing_but_words_of_the_fixed_lists_is_in_the_table()
    {
        using var site = await SiteAsync(clock: new ShiftedClock(Monday));
        await FormFilling.SendAsync(site, answers: Told);
        var rows = await CountsAsync(site, "2026-Q4");

        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.DoesNotContain("canary", r, StringComparison.Ordinal));
        // Age and gender are printed nowhere, so they are counted nowhere.
        Assert.All(rows, r => Assert.False(r.Contains("16-to-17", StringComparison.Ordinal) || r.Contains("woman", StringComparison.Ordinal), r));
    }

    private static async Task AnswerAsync(Site site, MimeKit.MimeMessage letter, string label, int times = 1)
    {
        var service = await new Visitor(site.Browser()).OpenAsync(FormFilling.Link(letter, label));
        var path = FormFilling.Link(letter, label);
        await service.PressAsync("answer");
        for (var i = 1; i < times; i++) await service.PostAsync(path, [("go", "answer")]);
    }

    private static async Task WithdrawAsync(Site site, string reference)
    {
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "withdraw")]);
    }

    private static Task LookAsync(Site site) => site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);

    /// <summary>Each row as words, and with its number when that isn't 1.</summary>
    private static async Task<IReadOnlyList<string>> CountsAsync(Site site, string quarter)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        var rows = await connection.QueryAsync<(string Kind, string Line, string Part, long Number)>("select kind, line, part, number from tallies where quarter = @quarter", new { quarter });
        return [.. rows.Select(r => $"{r.Kind} {r.Line} {r.Part}".Trim() + (r.Number == 1 ? "" : $" {r.Number}")).Order(StringComparer.Ordinal)];
    }

    private static async Task ExecuteAsync(Site site, string sql)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<long> ScalarAsync(Site site, string sql)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private async Task<Site> SiteAsync((string, string)[]? settings = null, TimeProvider? clock = null) => new([.. await storage(), .. settings ?? []], clock);
}

public sealed class TallyOnSqliteTests() : TallyTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class TallyOnPostgresTests(SeveralNodes.PostgresServer server) : TallyTests(server.SettingsAsync);
