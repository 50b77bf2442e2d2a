using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signposting.Outbox;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Operations;

/// <summary>When the mail of the letters fails, operators hear it by a webhook and by a second mail server; neither waits for the other.</summary>
public sealed class AlarmTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_mail_outage_is_told_within_minutes_by_the_second_server_without_a_word_of_anybody()
    {
        await using var second = new OddServer(_authority.Issue());
        var clock = Shelf.ClockFromNow();
        using var site = new Site([.. Postfix.Settings(_authority, Postfix.FreePort()), .. Second(second.Port)], clock);
        var reference = await Filling.SendAsync(site.Browser(), ("name", "Canary of the alarm"));
        var began = clock.GetUtcNow();
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return !second.Arrivals.IsEmpty || clock.GetUtcNow() - began > TimeSpan.FromHours(1);
        }, "Nothing is told.");

        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
        var alarm = Assert.Single(second.Arrivals);
        Assert.Equal(("operator@partnership.example", "ALARM outbox: letters are waiting (1)"), (alarm.Mailbox, alarm.Message.Subject));
        foreach (var secret in new[] { reference, "Canary", "07700" }) Assert.DoesNotContain(secret, alarm.Message.ToString() + alarm.Message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("ALARM", second.Wire(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("cut")]
    [InlineData("expired")]
    public async Task A_second_server_that_fails_does_not_keep_the_webhook_from_ringing_and_is_tried_again(string how)
    {
        await using var hook = await Webhook.StartAsync();
        await using var second = new OddServer(_authority.Issue(days: how == "expired" ? -1 : 10))
        {
            Answer = how == "silent" ? OddServer.SilentAt("CONNECT") : how == "cut" ? OddServer.To("RCPT", OddServer.Cut) : (_, _) => Task.FromResult<string?>(null),
        };
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = new Site([("Alarm:Webhook", hook.Address), .. Second(second.Port)], clock);
        var alarm = site.Services.GetRequiredService<Alarm>();

        Assert.False(await alarm.GiveAsync("test", "one", 1, TestContext.Current.CancellationToken));
        Assert.Contains("one", await hook.ReceivedAsync("test"), StringComparison.Ordinal);
        // Another alarm at once isn't held up by the way that has just failed.
        var tried = second.Connections;
        await alarm.GiveAsync("test", "two", 1, TestContext.Current.CancellationToken);
        Assert.Contains("test", await hook.ReceivedAsync("two"), StringComparison.Ordinal);
        Assert.Equal(tried, second.Connections);
        if (how == "expired") return;

        second.Answer = (_, _) => Task.FromResult<string?>(null);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await alarm.GiveAsync("test", "one", 1, TestContext.Current.CancellationToken));
        Assert.Contains("test: one", Assert.Single(second.Arrivals).Message.Subject, StringComparison.Ordinal);
        // Given to everybody: not again for six hours.
        await alarm.GiveAsync("test", "one", 1, TestContext.Current.CancellationToken);
        Assert.Single(second.Arrivals);
        clock.Advance(TimeSpan.FromHours(7));
        await alarm.GiveAsync("test", "one", 1, TestContext.Current.CancellationToken);
        Assert.Equal(2, second.Arrivals.Count);
    }

    [Theory]
    [InlineData("Alarm:Mail:To", null, "Alarm:Mail:From and Alarm:Mail:To must be too")]
    [InlineData("Alarm:Mail:User", "", "Alarm:Mail:User and Alarm:Mail:Password must be given")]
    [InlineData("Alarm:Mail:CaFile", "/nowhere.pem", "Alarm:Mail:CaFile names '/nowhere.pem'")]
    public void A_second_server_half_configured_stops_the_start(string setting, string? value, string says)
    {
        using var site = new Site([.. Second(25).Where(s => s.Item1 != setting), .. value is null ? [] : new[] { (setting, value) }]);

        Assert.Contains(says, Assert.ThrowsAny<Exception>(site.Browser).ToString(), StringComparison.Ordinal);
    }

    private (string, string)[] Second(int port) =>
    [
        ("Alarm:Mail:Host", "localhost"), ("Alarm:Mail:Port", $"{port}"), ("Alarm:Mail:User", "alarm"), ("Alarm:Mail:Password", "pass"), ("Alarm:Mail:CaFile", _authority.File),
        ("Alarm:Mail:From", "alarm@site.example"), ("Alarm:Mail:To", "operator@partnership.example"), ("Alarm:Mail:Timeout", "00:00:05"),
    ];
}
