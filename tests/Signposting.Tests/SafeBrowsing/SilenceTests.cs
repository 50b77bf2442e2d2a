using Signposting.Tests.Outbox;

namespace Signposting.Tests.SafeBrowsing;

/// <summary>Decision 15: nobody can tell from what the site writes down that somebody left, or read a page.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Leaving_reading_and_asking_for_what_is_not_there_writes_nothing_down()
    {
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data);
        using var browser = site.Browser();
        // A first request, so that whatever is said once has been said.
        await browser.GetAsync("/health/live", TestContext.Current.CancellationToken);
        var before = site.Console;

        foreach (var path in new[] { "/en", "/en/g/1", "/en/leave", "/ur/leave", "/en/leave?from=g1", "/en/nothing-here", "/pl/c" })
            (await browser.GetAsync(path, TestContext.Current.CancellationToken)).Dispose();

        await site.StopAsync();
        Assert.StartsWith(before, site.Console, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Console[before.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), line => !line.Contains("Application is shutting down", StringComparison.Ordinal));
        Assert.DoesNotContain("leave", site.Console, StringComparison.OrdinalIgnoreCase);
    }
}
