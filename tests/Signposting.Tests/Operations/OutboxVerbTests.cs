using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Storage;
using Signposting.Tests.Content;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Operations;

/// <summary>What an operator sees of the outbox and does to it, with the built program beside a running site.</summary>
public abstract class OutboxVerbTests(Func<Task<(string, string)[]>> storage)
{
    private (string, string)[] _settings = [];

    [Fact]
    public async Task What_waits_is_listed_without_a_word_of_anybody_and_3_says_that_it_waits_too_long()
    {
        using var site = await SiteAsync([("Mail:Folder", "/proc/nowhere")]);
        var reference = await FormFilling.SendAsync(site, answers: [("needs", ["refuge"]), ("area", ["fenland"]), ("words", ["canary-in-the-words"])]);
        var id = (await site.RowsAsync()).Single().Id;
        await site.RowAsync(id, r => r.Tries > 0);

        var fresh = await RunAsync("outbox");
        Assert.Equal((0, ""), (fresh.ExitCode, fresh.Errors));
        Assert.Contains("1 waiting, 0 of them longer than 10 min.", fresh.Output, StringComparison.Ordinal);

        await ExecuteAsync(site, "update letters set created_at = created_at - 8000000, next_try_at = next_try_at + 1500000");
        var stuck = await RunAsync("outbox");
        Assert.Equal(3, stuck.ExitCode);
        var line = stuck.Output.Split('\n').Single(l => l.StartsWith(id, StringComparison.Ordinal));
        Assert.Matches(@"fenland-refuge +2 h 13 min +\d+ +folder +in 2\d min", line);
        foreach (var secret in new[] { reference, "canary", "refuge.example", "07700" }) Assert.DoesNotContain(secret, stuck.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("a-service")]
    [InlineData("its id")]
    public async Task Retry_makes_the_running_site_send_it_now(string which)
    {
        using var site = await SiteAsync([]);
        var id = await HeldAsync(site, "next_try_at = next_try_at + 1500000");
        Assert.Equal(1, (await RunAsync("outbox retry another-service")).ExitCode);
        Assert.False((await site.RowsAsync()).Single().Delivered);

        var retry = await RunAsync($"outbox retry {(which == "its id" ? id : which)}");

        Assert.Equal(0, retry.ExitCode);
        Assert.Contains("1 due now", retry.Output, StringComparison.Ordinal);
        await site.RowAsync(id, r => r.Delivered);
        Assert.Equal("Nothing waits.", (await RunAsync("outbox")).Output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public async Task Release_says_first_when_that_is_safe_and_then_frees_what_a_dead_courier_held()
    {
        using var site = await SiteAsync([]);
        var id = await HeldAsync(site, "leased_until = next_try_at + 250000");

        var asked = await RunAsync("outbox release");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("is no more", asked.Output, StringComparison.Ordinal);
        Assert.NotNull((await site.RowsAsync()).Single().LeasedUntil);
        Assert.Contains("on its way", (await RunAsync("outbox")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("outbox release all")).ExitCode);
        await site.RowAsync(id, r => r.Delivered);
    }

    [Fact]
    public async Task Words_that_it_does_not_know_are_answered_with_those_it_does()
    {
        using var site = await SiteAsync([]);
        _ = site.Services;

        var wrong = await RunAsync("outbox burn");

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("Use outbox, outbox retry", wrong.Output, StringComparison.Ordinal);
    }

    /// <summary>A letter that the running site won't touch for longer than this test lasts: it is promised and held back in one commit.</summary>
    private static async Task<string> HeldAsync(Site site, string change)
    {
        _ = site.Services;
        var id = Guid.CreateVersion7();
        await site.Services.GetRequiredService<Database>().CommitAsync(async transaction =>
        {
            await site.Services.GetRequiredService<Signposting.Outbox.LetterBox>().PromiseAsync(transaction, id, "a-service", new("a@service.example", "Referral", "words"));
            return await transaction.Connection!.ExecuteAsync($"update letters set {change}", transaction: transaction);
        }, TestContext.Current.CancellationToken);
        return id.ToString("N");
    }

    private static async Task ExecuteAsync(Site site, string sql)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }

    private Task<Verb> RunAsync(string verb) => Verb.RunAsync(verb, settings: _settings);

    private async Task<Site> SiteAsync((string, string)[] settings)
    {
        _settings = [("Storage:Folder", Repository.NewFolder()), .. await storage()];
        return new Site([.. _settings, .. settings]);
    }
}

public sealed class OutboxVerbOnSqliteTests() : OutboxVerbTests(() => Task.FromResult<(string, string)[]>([]))
{
    [Fact]
    public async Task Without_a_database_it_says_where_it_looked_and_makes_none()
    {
        var none = await Verb.RunAsync("outbox", settings: ("Storage:Folder", "/tmp/no-such-site"));

        Assert.Equal(1, none.ExitCode);
        Assert.Contains("There is no database at '/tmp/no-such-site/signposting.db'. Set Storage:Folder", none.Errors, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists("/tmp/no-such-site"));
    }
}

public sealed class OutboxVerbOnPostgresTests(SeveralNodes.PostgresServer server) : OutboxVerbTests(server.SettingsAsync);
