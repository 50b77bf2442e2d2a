using Microsoft.Extensions.Time.Testing;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Failures;

/// <summary>Mail that is down, slow or coy for long, with a clock that the test moves.</summary>
public abstract class OutageTests(Func<Task<(string, string)[]>> storage) : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Mail_down_for_a_day_loses_nothing_needs_no_hand_and_is_told_within_minutes()
    {
        var (clock, port) = (Shelf.ClockFromNow(), Postfix.FreePort());
        await using var hook = await Webhook.StartAsync();
        using var site = await SiteAsync([.. Postfix.Settings(_authority, port), ("Alarm:Webhook", hook.Address)], clock);
        var began = clock.GetUtcNow();
        var references = new List<string>();
        for (var hour = 0; hour < 24; hour++)
        {
            // Now and then somebody sends a form, and is told that it was received.
            if (hour % 6 == 0) references.Add(await FormFilling.SendAsync(site));
            await MoveAsync(site, clock, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
            if (hour == 0) Assert.Contains("letters are waiting", await hook.ReceivedAsync("outbox"), StringComparison.Ordinal);
        }
        var rows = await site.RowsAsync();
        Assert.All(rows, r => Assert.Equal((false, "connect"), (r.Delivered, r.LastProblem)));
        // Once in half an hour at the least, however long it has been down.
        Assert.InRange(rows[0].Tries, 48, 120);
        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.FromHours(24), TimeSpan.FromHours(25));

        await using var mail = new OddServer(_authority.Issue(), port);
        await MoveAsync(site, clock, TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(5));

        Assert.All(await site.RowsAsync(), r => Assert.True(r.Delivered));
        Assert.Equal(references.Select(r => $"Referral {r}").Order(), mail.Arrivals.Select(a => a.Message.Subject).Order());
        Assert.Equal(rows.Select(r => $"{r.Id}@site.example").Order(), mail.Arrivals.Select(a => a.Message.MessageId).Order());
    }

    [Fact]
    public async Task A_server_that_greylists_for_an_hour_gets_the_letter_once()
    {
        var clock = Shelf.ClockFromNow();
        var until = clock.GetUtcNow().AddHours(1);
        await using var mail = new OddServer(_authority.Issue()) { Answer = (said, _) => Task.FromResult(said.Verb == "RCPT" && clock.GetUtcNow() < until ? "451 4.7.1 come back later" : null) };
        using var site = await SiteAsync(Postfix.Settings(_authority, mail.Port), clock);
        await FormFilling.SendAsync(site);

        await MoveAsync(site, clock, TimeSpan.FromMinutes(100), TimeSpan.FromMinutes(1));

        Assert.True(Assert.Single(await site.RowsAsync()) is { Delivered: true, Tries: > 3 });
        Assert.Single(mail.Arrivals);
    }

    [Fact]
    public async Task A_server_that_takes_its_time_with_every_reply_gets_the_letter_at_the_first_try()
    {
        await using var mail = new OddServer(_authority.Issue())
        {
            Answer = async (_, over) =>
            {
                await Task.Delay(700, over);
                return null;
            },
        };
        using var site = await SiteAsync([.. Postfix.Settings(_authority, mail.Port), ("Mail:Timeout", "00:00:02")]);
        await FormFilling.SendAsync(site);
        var row = Assert.Single(await site.RowsAsync());

        await site.RowAsync(row.Id, r => r is { Delivered: true, Tries: 0 });
        Assert.Single(mail.Arrivals);
    }

    [Fact]
    public async Task A_clock_put_forward_and_back_again_delays_no_letter()
    {
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("RCPT", "451 later") };
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = await SiteAsync(Postfix.Settings(_authority, mail.Port), clock);
        clock.Advance(TimeSpan.FromDays(2));
        var wrong = await FormFilling.SendAsync(site);
        var id = (await site.RowsAsync()).Single().Id;
        await site.RowAsync(id, r => r.Tries > 0);
        mail.Answer = (_, _) => Task.FromResult<string?>(null);

        // Somebody sets it right: the letter's next try is now in two days.
        clock.Advance(-TimeSpan.FromDays(2));

        await site.RowAsync(id, r => r.Delivered);
        var right = await FormFilling.SendAsync(site);
        await Until.TrueAsync(() => mail.Arrivals.Count(a => a.Accepted) == 2, "The second doesn't arrive.");
        Assert.Equal([$"Referral {wrong}", $"Referral {right}"], mail.Arrivals.Where(a => a.Accepted).Select(a => a.Message.Subject));
    }

    /// <summary>Moves on in steps; while a letter is on its way the clock stands, so that nothing takes longer than it does.</summary>
    private static async Task MoveAsync(Site site, FakeTimeProvider clock, TimeSpan by, TimeSpan step)
    {
        for (var end = clock.GetUtcNow() + by; clock.GetUtcNow() < end;)
        {
            await Until.TrueAsync(async () => (await site.RowsAsync()).All(r => r.LeasedUntil is null || r.LeasedUntil <= clock.GetUtcNow().ToUnixTimeMilliseconds()), () => "A letter is held.");
            clock.Advance(step);
        }
        await Until.TrueAsync(async () => (await site.RowsAsync()).All(r => r.LeasedUntil is null), () => "A letter is held.");
    }

    private async Task<Site> SiteAsync((string, string)[] settings, TimeProvider? clock = null) => new([.. await storage(), .. settings], clock);
}

public sealed class OutageOnSqliteTests() : OutageTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class OutageOnPostgresTests(SeveralNodes.PostgresServer server) : OutageTests(server.SettingsAsync);
