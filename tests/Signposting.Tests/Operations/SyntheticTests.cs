using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Referrals;
using Signposting.Storage;
using Signposting.Tests.Content;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.Operations;

/// <summary>A test form goes the whole way of a form, and to nobody but the mailbox for tests.</summary>
public abstract class SyntheticTests(Func<Task<(string, string)[]>> storage) : IDisposable
{
    private static readonly (string, string) Mailbox = ("Synthetic:Mailbox", "test@operator.example");
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_goes_from_the_form_to_the_mailbox_for_tests_and_says_so()
    {
        await using var mail = new OddServer(_authority.Issue());
        (string, string)[] settings = [("Storage:Folder", Repository.NewFolder()), .. await storage(), .. Postfix.Settings(_authority, mail.Port), Mailbox];
        await using var site = await ShippedSite.StartAsync(Repository.NewFolder(), settings);
        using var browser = site.Browser();

        var test = await Verb.RunAsync($"synthetic --to {browser.BaseAddress}", settings: settings);

        Assert.True(test.ExitCode == 0, test.Output + test.Errors);
        var arrival = Assert.Single(mail.Arrivals);
        Assert.Equal("test@operator.example", arrival.Mailbox);
        Assert.Contains("It is about nobody.", arrival.Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_delivered_in_time_it_fails_with_an_alarm()
    {
        await using var hook = await Webhook.StartAsync();
        (string, string)[] settings = [("Storage:Folder", Repository.NewFolder()), .. await storage(), ("Mail:Folder", "/proc/nowhere"), Mailbox, ("Synthetic:MayTake", "00:00:20"), ("Alarm:Webhook", hook.Address)];
        await using var site = await ShippedSite.StartAsync(Repository.NewFolder(), settings);
        using var browser = site.Browser();

        var test = await Verb.RunAsync($"synthetic --to {browser.BaseAddress}", settings: settings);

        Assert.Equal(1, test.ExitCode);
        Assert.Contains("The test has failed: not delivered within", test.Output, StringComparison.Ordinal);
        Assert.Contains("not delivered", await hook.ReceivedAsync("synthetic"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_with_other_keys_takes_nothing()
    {
        (string, string)[] ours = [("Storage:Folder", Repository.NewFolder()), .. await storage(), Mailbox];
        await using (await ShippedSite.StartAsync(Repository.NewFolder(), ours))
        {
            // Once, so that there are keys.
        }
        var data = Repository.NewFolder();
        await using var other = await ShippedSite.StartAsync(data, Mailbox);
        using var browser = other.Browser();

        var test = await Verb.RunAsync($"synthetic --to {browser.BaseAddress}", settings: ours);

        Assert.Equal(1, test.ExitCode);
        Assert.Contains("the site must have the same keys", test.Output, StringComparison.Ordinal);
        Assert.Empty(await new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync());
    }

    [Fact]
    public async Task A_test_can_t_reach_a_service_and_a_form_can_t_become_a_test()
    {
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = await SiteAsync([Mailbox], clock);
        var token = site.Services.GetRequiredService<Synthetic>().Token();
        var test = new Visitor(site.Browser());
        await test.PostAsync("/en/c", [("go", "begin"), ("synthetic", token)]);
        await test.ToCheckAsync();
        // The page as a person would send it, with the receiver that it offers.
        await test.PressAsync("send");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, (0, 0)), (test.Status, await site.CountAsync()));

        var person = await Filling.FilledInAsync(site.Browser(), "en");
        await person.PostAsync("/en/c", [.. person.Fields().Where(f => f.Name != "to"), ("to", Synthetic.Destination), ("go", "send"), ("synthetic", token)]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, (0, 0)), (person.Status, await site.CountAsync()));
        await person.PressAsync("send");
        Assert.NotEqual("test@operator.example", Assert.Single(await site.LettersAsync()).To.ToString());

        foreach (var wrong in new[] { "", "00", token[..^2] + (token[^2..] == "00" ? "11" : "00") })
        {
            await test.PostAsync("/en/c", [("go", "begin"), ("synthetic", wrong)]);
            Assert.Equal(HttpStatusCode.BadRequest, test.Status);
        }
    }

    [Fact]
    public async Task Without_a_mailbox_for_tests_none_is_begun()
    {
        using var site = await SiteAsync([]);
        var test = new Visitor(site.Browser());
        await test.PostAsync("/en/c", [("go", "begin"), ("synthetic", site.Services.GetRequiredService<Synthetic>().Token())]);

        Assert.Equal(HttpStatusCode.BadRequest, test.Status);
        var verb = await Verb.RunAsync("synthetic");
        Assert.Equal(2, verb.ExitCode);
        Assert.Contains("Set Synthetic:Mailbox", verb.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_refused_or_not_answered_is_passed_to_nobody_and_soon_forgotten()
    {
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("RCPT", "550 no such mailbox") };
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = await SiteAsync([Mailbox, .. Postfix.Settings(_authority, mail.Port)], clock);
        var test = new Visitor(site.Browser());
        await test.PostAsync("/en/c", [("go", "begin"), ("synthetic", site.Services.GetRequiredService<Synthetic>().Token())]);
        await test.ToCheckAsync();
        await test.PostAsync("/en/c", [.. test.Fields().Where(f => f.Name != "to"), ("to", Synthetic.Destination), ("go", "send")]);
        Assert.Equal(HttpStatusCode.OK, test.Status);
        await site.RowAsync((await site.RowsAsync()).Single().Id, r => r.Tries > 0);
        var overseer = site.Services.GetRequiredService<Overseer>();
        // It is in no count; a form is.
        Assert.Equal(0, await CountedAsync(site));
        var form = await FormFilling.SendAsync(site);

        Assert.NotEqual(0, await CountedAsync(site));
        await overseer.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 2), await site.CountAsync());
        clock.Advance(Synthetic.KeptFor + TimeSpan.FromMinutes(1));
        await overseer.LookAsync(TestContext.Current.CancellationToken);

        // Of the test nothing is left; the form is.
        Assert.Equal((1, 1), await site.CountAsync());
        Assert.NotNull((await site.Services.GetRequiredService<ReferralBook>().FindAsync(form, TestContext.Current.CancellationToken))!.Sealed);
    }

    private static async Task<long> CountedAsync(Site site)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>("select count(*) from tallies");
    }

    private async Task<Site> SiteAsync((string, string)[] settings, TimeProvider? clock = null) => new([.. await storage(), .. settings], clock);
}

public sealed class SyntheticOnSqliteTests() : SyntheticTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class SyntheticOnPostgresTests(SeveralNodes.PostgresServer server) : SyntheticTests(server.SettingsAsync);

/// <summary>Withdrawing also destroys a letter to a service that has left the listings since.</summary>
public sealed class UnlistedServiceTests
{
    [Fact]
    public async Task A_letter_to_a_service_that_is_no_longer_listed_is_destroyed_when_the_person_withdraws()
    {
        using var site = new Site([("Mail:Folder", "/proc/nowhere")]);
        var reference = await FormFilling.SendAsync(site);
        await using (var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("update passes set destination = 'gone'");
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        await (await person.PressAsync("ask")).PressAsync("withdraw");

        Assert.Null(Assert.Single(await site.RowsAsync()).Sealed);
    }
}
