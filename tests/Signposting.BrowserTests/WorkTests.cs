using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Signposting.BotDefence;
using Signposting.Storage;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>Sending while a flood of forms comes in: with script it takes a moment, without it a short wait, and leaving always works.</summary>
public sealed class WorkTests(Chromium chromium)
{
    /// <summary>An address that isn't a proxy's own (RFC 5737).</summary>
    private const string Outside = "203.0.113.7";

    private static readonly Dictionary<string, string[]> Reachable = new() { ["ways"] = ["text"], ["phone"] = ["07700 900123"] };

    [Theory]
    [InlineData("en", "Sending takes a few seconds.")]
    [InlineData("pl", "Wysyłanie potrwa kilka sekund.")]
    [InlineData("ur", "بھیجنے میں چند سیکنڈ لگیں گے۔")]
    public async Task With_script_the_work_is_done_and_said_and_one_press_is_enough(string language, string says)
    {
        await using var site = Pressed(bits: 13);
        await using var person = await chromium.PersonAsync(site);
        await person.WalkToAsync("check", language, Reachable);

        await person.Page.Locator("button[value=send]").TapAsync();

        var status = person.Page.GetByRole(AriaRole.Status).And(person.Page.Locator("[data-bits]"));
        await Assertions.Expect(status).ToContainTextAsync(says);
        await Assertions.Expect(status).ToBeVisibleAsync();
        await person.Page.Locator(".reference strong").WaitForAsync(new() { Timeout = 60_000 });
        Assert.DoesNotContain("POSSIBLY AUTOMATED", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_works_while_the_browser_works(bool shift)
    {
        await using var site = Pressed(bits: 16);
        await using var person = await chromium.PersonAsync(site);
        await person.WalkToAsync("check", answers: Reachable);
        await person.Page.Locator("button[value=send]").TapAsync();
        await Assertions.Expect(person.Page.Locator("[data-bits]")).Not.ToBeEmptyAsync();

        if (!shift) await person.Page.Locator(Person.WayOut).TapAsync();
        else for (var i = 0; i < 3; i++) await person.Page.Keyboard.PressAsync("Shift");

        await person.GoneAsync();
        Assert.Equal(0, await SentAsync(site));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_script_or_without_hashes_the_page_comes_back_once_and_nothing_is_lost(bool script)
    {
        await using var site = Pressed(bits: 6);
        await using var person = await chromium.PersonAsync(site, script);
        // As in an old browser, or over plain http.
        await person.Page.AddInitScriptAsync("Object.defineProperty(crypto, 'subtle', { value: undefined });");
        await person.WalkToAsync("check", answers: new Dictionary<string, string[]>(Reachable) { ["words"] = ["Don’t lose this"] });
        await person.ChooseAsync("to", "victim-witness-hub");

        await person.PressAsync("send");
        Assert.Equal("check", await person.AtAsync());
        Assert.Contains("then press send again", await person.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Don’t lose this", await person.Page.Locator(".summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("victim-witness-hub", await person.Page.Locator("input[name=to]:checked").GetAttributeAsync("value"));
        Assert.Equal(0, await SentAsync(site));

        await person.Page.Locator("button[value=send]").TapAsync();
        await person.Page.Locator(".reference strong").WaitForAsync();
        Assert.Contains("Don’t lose this", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_script_a_network_at_its_limit_sees_the_page_again_with_numbers_to_call_and_all_that_was_chosen()
    {
        await using var site = Chromium.Serve(new Site([("BotDefence:NetworkMaySend", "10"), ("ForwardedHeaders_Enabled", "true")]));
        var networks = site.Services.GetRequiredService<Networks>();
        for (var i = 0; i < 10; i++) networks.CountOnce(From(Outside), "sends", $"{i}", 10);
        await using var person = await chromium.PersonAsync(site);
        // As a proxy says it.
        await person.Context.SetExtraHTTPHeadersAsync([KeyValuePair.Create("X-Forwarded-For", Outside)]);
        await person.WalkToAsync("check", answers: Reachable);
        await person.ChooseAsync("to", "victim-witness-hub");

        await person.PressAsync("send");

        Assert.Contains("one of these numbers", await person.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(person.Page.Locator("#errors")).ToBeFocusedAsync();
        Assert.NotEqual(0, await person.Page.Locator("main a[href^='tel:']").CountAsync());
        Assert.Equal("victim-witness-hub", await person.Page.Locator("input[name=to]:checked").GetAttributeAsync("value"));
        Assert.Equal(0, await SentAsync(site));
    }

    [Fact]
    public async Task People_do_not_meet_the_field_that_is_for_programs()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("check", answers: Reachable);
        var trap = person.Page.Locator("input[name=topic]");
        Assert.Equal(1, await trap.CountAsync());

        // Not with the Tab key, ...
        var stops = new HashSet<string?>();
        for (var i = 0; i < 80; i++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            stops.Add(await person.Page.EvaluateAsync<string?>("() => document.activeElement.matches('button') ? document.activeElement.value : document.activeElement.name"));
        }
        Assert.Contains("send", stops);
        Assert.Contains("to", stops);
        Assert.DoesNotContain("topic", stops);
        // ... not with a screen reader, ...
        Assert.DoesNotContain("Leave this field empty", await person.Page.Locator("main").AriaSnapshotAsync(), StringComparison.Ordinal);
        // ... and not with the eyes or a finger, though it isn't "display: none", which programs look for.
        var seen = await person.Page.EvaluateAsync<bool>("""
            () => {
                const trap = document.querySelector('[name=topic]');
                trap.scrollIntoView({ block: 'center' });
                const box = trap.getBoundingClientRect();
                return getComputedStyle(trap).display === 'none' || [0, .5, 1].some(x => trap === document.elementFromPoint(box.left + x * box.width, box.top + box.height / 2));
            }
            """);
        Assert.False(seen);
    }

    /// <summary>A site into which a flood of forms is coming.</summary>
    private static Site Pressed(int bits)
    {
        var site = Chromium.Serve(new Site([("BotDefence:AllWorkFrom", "30"), ("BotDefence:WorkBits", $"{bits}")]));
        for (var i = 0; i < 30; i++) site.Services.GetRequiredService<Pressure>().Sent();
        return site;
    }

    private static Microsoft.AspNetCore.Http.DefaultHttpContext From(string address)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
#pragma warning disable RS0030 // A test may say who asks.
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(address);
#pragma warning restore RS0030
        return context;
    }

    private static async Task<int> SentAsync(Site site)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<int>("select count(*) from referrals");
    }
}
