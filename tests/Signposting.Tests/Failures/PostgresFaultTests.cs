using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Signposting.Storage;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;
using Signposting.Tests.SeveralNodes;

namespace Signposting.Tests.Failures;

/// <summary>The database server breaks connections or is restarted while the site runs. A server of its own, because others must not be disturbed.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private readonly TestAuthority _authority = new();
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await _server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        _authority.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("the letter is put in", "before insert on letters for each row")]
    [InlineData("it commits", "after insert on referrals deferrable initially deferred for each row")]
    public async Task A_connection_killed_while_it_keeps_a_form_is_said_and_the_next_press_makes_one_referral(string when, string trigger)
    {
        await using var mail = new OddServer(_authority.Issue());
        using var site = new Site([.. _server.Settings(_database), .. Postfix.Settings(_authority, mail.Port)]);
        var visitor = await FormFilling.ToCheckAsync(site, "en");
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];
        await ExecuteAsync($"create function slowly() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end'; create {(trigger.Contains("deferrable", StringComparison.Ordinal) ? "constraint " : "")}trigger slow {trigger} execute function slowly()");

        var pressed = visitor.PostAsync("/en/c", form);
        await Until.TrueAsync(async () => await CountAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'PgSleep'") == 1, () => $"It doesn't come to where {when}.");
        await pressed;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("It was not sent.", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 0), await site.CountAsync());
        await ExecuteAsync("drop function slowly cascade");
        await visitor.PostAsync("/en/c", form);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal((1, 1), await site.CountAsync());
        await Until.TrueAsync(() => mail.Arrivals.Count == 1, "It has not arrived.");
    }

    [Fact]
    public async Task A_connection_killed_before_delivery_is_written_down_repeats_the_letter_as_the_same_letter()
    {
        await using var mail = new OddServer(_authority.Issue());
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = new Site([.. _server.Settings(_database), .. Postfix.Settings(_authority, mail.Port)], clock);
        _ = site.Services;
        await ExecuteAsync("create function slowly() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end'; create trigger slow before update on letters for each row when (new.delivered_at is not null) execute function slowly()");
        var reference = await FormFilling.SendAsync(site);
        await Until.TrueAsync(async () => await CountAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'PgSleep'") == 1, () => "It doesn't come to where delivery is written down.");
        await ExecuteAsync("drop function slowly cascade");

        // The lease ends.
        clock.Advance(TimeSpan.FromMinutes(6));
        await site.RowAsync((await site.RowsAsync()).Single().Id, r => r.Delivered);

        Assert.Single(mail.Arrivals.Select(a => a.Message.MessageId).Distinct());
        Assert.All(mail.Arrivals, a => Assert.Equal($"Referral {reference}", a.Message.Subject));
    }

    [Fact]
    public async Task A_server_that_is_restarted_loses_no_form_and_needs_no_hand()
    {
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("CONNECT", "421 later") };
        using var site = new Site([.. _server.Settings(_database), .. Postfix.Settings(_authority, mail.Port)]);
        var before = await FormFilling.SendAsync(site);
        var visitor = await FormFilling.ToCheckAsync(site, "en", ("name", ["Ana of the restart"]));
        await _server.StopAsync();

        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("Ana of the restart", visitor.Text, StringComparison.Ordinal);
        using var monitor = site.Browser();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await monitor.GetAsync("/health/open", TestContext.Current.CancellationToken)).StatusCode);
        // What needs no database is still there.
        Assert.Equal(HttpStatusCode.OK, (await monitor.GetAsync("/en", TestContext.Current.CancellationToken)).StatusCode);

        mail.Answer = (_, _) => Task.FromResult<string?>(null);
        await _server.NewDatabaseAsync();
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await Until.TrueAsync(() => mail.Arrivals.Count == 2, $"{mail.Arrivals.Count} of 2 have arrived.");
        Assert.Equal(new[] { before, visitor.ReferenceShown() }.Select(r => $"Referral {r}").Order(), mail.Arrivals.Select(a => a.Message.Subject).Order());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.ExecuteAsync(sql);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
