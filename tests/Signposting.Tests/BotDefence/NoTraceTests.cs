using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Signposting.BotDefence;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.BotDefence;

/// <summary>Who asks is counted in memory and nowhere else: neither the address nor a digest of it is on the disk or in the logs.</summary>
public sealed class NoTraceTests
{
    private const string Address = "203.0.113.77";

    [Fact]
    public async Task No_address_is_in_any_file_or_in_the_logs()
    {
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data,
            ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"), ("BotDefence:NetworkMaySend", "10"), ("BotDefence:NetworkWorksFrom", "5"), ("BotDefence:AllWorkFrom", "8"), ("BotDefence:AllRestFrom", "2"), ("BotDefence:FastestForm", "00:05:00"));
        var refused = 0;
        for (var i = 0; i < 12; i++)
        {
            using var browser = site.Browser();
            browser.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
            var visitor = await new Visitor(browser).ToCheckAsync();
            visitor.Fill("topic", "x");
            await visitor.PressAsync("send");
            if (visitor.Hidden("riddle") is not null) await visitor.PressAsync("send");
            if ((int)visitor.Status == 429) refused++;
        }
        using (var browser = site.Browser())
        {
            browser.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
            await (await new Visitor(browser).OpenAsync("/en/r")).Fill("reference", "ABCD-EFGH-JKMN").PressAsync("look");
        }
        await Until.TrueAsync(() => System.IO.Directory.GetFiles(Path.Combine(data, "mail")).Length == 10, "The letters aren't there.");
        Assert.Equal(2, refused);

        await site.StopAsync();
        // It was noticed, and written down as a count.
        Assert.Contains("A network sent more than 10 forms", site.Console, StringComparison.Ordinal);
        Assert.Contains("browsers are asked for work", site.Console, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", site.Console, StringComparison.Ordinal);
        None.Of(CanaryTests.Holding(data, [Encoding.UTF8.GetBytes("203.0.113"), [203, 0, 113, 77]]));
    }

    [Fact]
    public async Task No_digest_is_in_any_file()
    {
        await using var site = Guarded.Site(TimeProvider.System);
        for (var i = 0; i < 3; i++) await site.SendAsync(Address);
        await site.LettersAsync(3);
        var digest = Assert.Single(NetworksTests.Held(site.Services.GetRequiredService<Networks>()));

        None.Of(CanaryTests.Holding(site.Data, [Encoding.UTF8.GetBytes(digest), Encoding.UTF8.GetBytes(digest.ToLowerInvariant()), Convert.FromHexString(digest), Encoding.UTF8.GetBytes(Convert.ToBase64String(Convert.FromHexString(digest))[..40])]));
    }
}
