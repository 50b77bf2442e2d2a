using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signposting.Outbox;
using Signposting.Storage;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.Operations;

/// <summary>What is late because mail doesn't work, and what because one mailbox doesn't.</summary>
public sealed class MailIsLateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, "a 29 connect")]
    [InlineData(true, "a 31 connect")]
    [InlineData(true, "a 31 tls not offered")]
    [InlineData(true, "a 31 sign-in refused")]
    // Never tried: the courier stands still.
    [InlineData(true, "a 31")]
    // One mailbox is not the way, whatever is behind it.
    [InlineData(false, "a 6000 recipient 451")]
    [InlineData(false, "a 6000 message broken off, a 31, a 31")]
    [InlineData(false, "a 6000 unsealing, b 5")]
    // Two at once are.
    [InlineData(true, "a 31 recipient 451, b 31 recipient 451")]
    [InlineData(false, "a 31 recipient 451, b 29 recipient 451")]
    // A mailbox that refuses for good is that mailbox's fault, however many do.
    [InlineData(false, "a 6000 recipient 550, b 6000 message 554, c 31 recipient 451")]
    [InlineData(true, "a 6000 recipient 550, b 31 connect")]
    public void Mail_is_late_if_the_way_is_broken(bool late, string waiting) =>
        Assert.Equal(late, Readiness.MailIsLate([.. waiting.Split(", ").Select(Letter)], Now, TimeSpan.FromMinutes(30)));

    private static WaitingLetter Letter(string text)
    {
        var parts = text.Split(' ', 3);
        return new WaitingLetter("id", parts[0], Now.AddMinutes(-int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)), 1, parts.ElementAtOrDefault(2), Now, false);
    }
}

/// <summary>What a load balancer and a monitor are told, and from where.</summary>
public abstract class ReadinessTests(Func<Task<(string, string)[]>> storage)
{
    [Fact]
    public async Task While_mail_is_down_the_site_stays_open_but_is_not_ready()
    {
        var clock = Shelf.ClockFromNow();
        using var site = await SiteAsync([("Mail:Folder", "/proc/nowhere")], clock);
        using var monitor = site.Browser();
        await site.PromiseAsync("a@service.example");
        await MoveAsync(site, clock, TimeSpan.FromMinutes(29));
        Assert.Equal((200, "ready"), await AskAsync(monitor, "ready"));

        await MoveAsync(site, clock, TimeSpan.FromMinutes(2));

        Assert.Equal((503, "not ready: letters don't leave"), await AskAsync(monitor, "ready"));
        Assert.Equal((200, "open"), await AskAsync(monitor, "open"));
        // Somebody who needs the form can still send it.
        await Filling.SendAsync(site.Browser());
    }

    [Fact]
    public async Task Without_its_tables_it_is_live_but_neither_open_nor_ready()
    {
        using var site = await SiteAsync([]);
        using var monitor = site.Browser();
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("drop table marks");

        Assert.Equal((503, "not open: the database can't be written"), await AskAsync(monitor, "open"));
        Assert.Equal((503, "not ready: the database can't be written"), await AskAsync(monitor, "ready"));
        Assert.Equal((200, "live"), await AskAsync(monitor, "live"));
    }

    private static async Task MoveAsync(Site site, FakeTimeProvider clock, TimeSpan by)
    {
        for (var end = clock.GetUtcNow() + by; clock.GetUtcNow() < end;)
        {
            // A letter is on its way for as long as it takes.
            await Until.TrueAsync(async () => (await site.RowsAsync()).All(r => r.LeasedUntil is null), () => "A letter is held.");
            clock.Advance(TimeSpan.FromSeconds(60));
        }
    }

    private static async Task<(int, string)> AskAsync(HttpClient monitor, string what)
    {
        using var answer = await monitor.GetAsync($"/health/{what}", TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Site> SiteAsync((string, string)[] settings, TimeProvider? clock = null) => new([.. await storage(), .. settings], clock);
}

public sealed class ReadinessOnSqliteTests() : ReadinessTests(() => Task.FromResult<(string, string)[]>([]))
{
    [Fact]
    public async Task The_public_door_does_not_lead_to_health_whatever_host_is_named()
    {
        var (open, inner) = (Postfix.FreePort(), Postfix.FreePort());
        await using var site = await ShippedSite.StartAsync(Repository.NewFolder(), ("urls", $"http://127.0.0.1:{open};http://127.0.0.1:{inner}"), ("Health:Port", $"{inner}"));
        using var client = new HttpClient();

        Assert.Equal("ready", await client.GetStringAsync($"http://127.0.0.1:{inner}/health/ready", TestContext.Current.CancellationToken));
        foreach (var path in new[] { "live", "open", "ready", "outbox" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{open}/health/{path}") { Headers = { Host = $"127.0.0.1:{inner}" } };
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("<html", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_health_port_that_nobody_listens_on_stops_the_start()
    {
        var start = await Content.Verb.RunAsync("--urls=http://127.0.0.1:0", settings: ("Health:Port", "5999"));

        Assert.NotEqual(0, start.ExitCode);
        Assert.Contains("Health:Port is 5999, but the site listens on http://127.0.0.1:", start.Errors + start.Output, StringComparison.Ordinal);
    }
}

public sealed class ReadinessOnPostgresTests(SeveralNodes.PostgresServer server) : ReadinessTests(server.SettingsAsync);
