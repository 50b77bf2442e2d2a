using Signposting.Tests;

namespace Signposting.BrowserTests.Firefox;

/// <summary>A visit in Firefox: one entry in the tab's history, nothing kept, nothing lost, covered when nobody looks.</summary>
[Collection(InFirefox.Name)]
public sealed class VisitTests(Surroundings around)
{
    private static readonly Dictionary<string, string[]> Answers = new()
    {
        ["for"] = ["self"],
        ["area"] = ["fenland"],
        ["needs"] = ["refuge"],
        ["words"] = ["Żółta łódź. وہ میرا فون دیکھتا ہے۔"],
        ["ways"] = ["call"],
        ["phone"] = ["07700 900123"],
    };

    [Fact]
    public async Task Links_forms_errors_and_another_language_are_one_entry_of_the_tabs_history()
    {
        await using var tab = await around.TabAsync();
        var before = around.Everyday.First + "before";
        await tab.GoAsync(before);
        await tab.GoAsync("/en");
        var requests = await tab.RequestsAsync();
        foreach (var path in new[] { "/en/t/1", "/en/g/1", "/en/s", "/en/s/52", "/en", "/en/a", "/pl/a", "/en/a" })
        {
            await tab.TapAsync($"a[href='{path}']");
            await tab.AtAsync(path);
            // Somebody who can't see the page is told of the new one.
            await tab.UntilAsync("() => document.activeElement === document.querySelector('h1') && scrollY === 0");
        }
        await tab.TapAsync("main form input[name=typed]");
        await tab.TypeAsync("Nowhere at all");
        await tab.TapAsync("main form button");
        await tab.UntilAsync("() => document.activeElement === document.querySelector('#errors')");
        Assert.Equal("Nowhere at all", await new Form(tab).ValueAsync("typed"));
        await tab.TapAsync("header a[href='/en']");
        await tab.AtAsync("/en");
        await tab.TapAsync("main a[href='/en/c']");
        await tab.AtAsync("/en/c");
        var form = new Form(tab);
        await form.PressAsync("begin");
        await form.GoOnToAsync("reach");

        Assert.Equal(2, await tab.ReadAsync<int>("() => history.length"));
        Assert.All(requests, address => Assert.StartsWith(around.Home.AbsoluteUri, address, StringComparison.Ordinal));
        await tab.BackAsync();
        await tab.AtAsync(before);
    }

    [Theory]
    [InlineData("/en", true, "English")]
    [InlineData("/ur", true, "Urdu")]
    [InlineData("/en", false, "English")]
    [InlineData("/ur", false, "Urdu")]
    public async Task The_whole_form_becomes_a_letter(string language, bool script, string name)
    {
        await using var site = around.Serve();
        await using var tab = await around.TabAsync(script, site);
        var form = new Form(tab);

        await form.WalkToAsync(language, "check", new Dictionary<string, string[]>(Answers) { ["language"] = [language[1..]] });
        await tab.TapAsync("button[value=send]");
        await tab.UntilAsync("() => document.querySelector('.reference strong') !== null");

        var letter = Assert.Single(await site.LettersAsync());
        Assert.Equal($"Referral {(await tab.TextAsync(".reference strong")).Trim()}", letter.Subject);
        Assert.Contains(Answers["words"][0], letter.TextBody, StringComparison.Ordinal);
        Assert.Contains($"Language: {name}", letter.TextBody, StringComparison.Ordinal);
        if (script) Assert.Equal(1, await tab.ReadAsync<int>("() => history.length"));
        Assert.Equal(site.ClientOptions.BaseAddress + language[1..] + "/c", await tab.AddressAsync());
        Assert.Empty(await tab.CookiesAsync());
        Assert.Equal(0, await tab.ReadAsync<int>("() => localStorage.length + sessionStorage.length"));
    }

    [Fact]
    public async Task A_lost_line_is_said_and_loses_nothing()
    {
        await using var tab = await around.TabAsync();
        var form = new Form(tab);
        await form.WalkToAsync("/ur", "words");
        await form.AnswerAsync("words", "میں Maja");

        await using (await tab.OfflineAsync())
        {
            await tab.TapAsync("button[name=go][value=next]:not([aria-hidden])");
            await tab.UntilAsync("() => { const box = document.querySelector('#trouble'); return !box.hidden && document.activeElement === box && box.innerText === box.dataset.words; }");
        }

        Assert.Equal("میں Maja", await form.ValueAsync("words"));
        Assert.Matches(@"\p{IsArabic}", await tab.TextAsync("#trouble"));
        await form.PressAsync("next");
        Assert.NotEqual("words", await form.AtAsync());
    }

    [Fact]
    public async Task Another_tab_covers_the_page_and_coming_back_shows_it()
    {
        await using var tab = await around.TabAsync();
        await tab.GoAsync("/en/t/1");
        Assert.NotEqual(0, await SeenAsync(tab));

        await using (await tab.AnotherAsync())
        {
            await tab.UntilAsync("() => document.hidden");
            Assert.Equal(0, await SeenAsync(tab));
            await tab.ToFrontAsync();
            await tab.UntilAsync("() => !document.hidden");
            Assert.NotEqual(0, await SeenAsync(tab));
        }
    }

    /// <summary>Minutes pass in no time: a script of ours shortens what the page's own waits for.</summary>
    [Fact]
    public async Task Idle_minutes_ask_and_throw_nothing_away()
    {
        await using var tab = await around.TabAsync();
        await tab.BeforeEveryPageAsync("() => { const wait = window.setTimeout; window.setTimeout = (then, ms, ...more) => wait(then, ms >= 60000 ? ms / 100 : ms, ...more); }");
        var form = new Form(tab);
        await form.WalkToAsync("/en", "words");
        await form.AnswerAsync("words", "Maja");

        await tab.UntilAsync("() => document.activeElement === document.querySelector('#idle button')");
        Assert.DoesNotContain("Maja", await tab.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("hidden", await tab.ReadAsync<string>("() => getComputedStyle(document.querySelector('main')).visibility"));
        await tab.TapAsync("#idle button");

        Assert.Equal("visible", await tab.ReadAsync<string>("() => getComputedStyle(document.querySelector('textarea')).visibility"));
        Assert.Equal("Maja", await form.ValueAsync("words"));
    }

    [Fact]
    public async Task Urdu_reads_from_right_to_left_and_telephone_numbers_from_left_to_right()
    {
        await using var tab = await around.TabAsync();
        await tab.GoAsync("/ur/s/52");

        Assert.Equal("rtl", await tab.ReadAsync<string>("() => getComputedStyle(document.querySelector('main')).direction"));
        Assert.True(await tab.ReadAsync<bool>("() => { const h = document.querySelector('main h2'), r = document.createRange(); r.selectNodeContents(h); return innerWidth - r.getBoundingClientRect().right < r.getBoundingClientRect().left; }"));
        var ends = await tab.ReadAsync<double[]>(
            """
            () => {
                const numbers = document.createTreeWalker(document.querySelector("main a[href^='tel:']"), NodeFilter.SHOW_TEXT);
                let number;
                while (numbers.nextNode()) if (/[0-9]{3}/.test(numbers.currentNode.data)) number = numbers.currentNode;
                const at = i => { const r = document.createRange(); r.setStart(number, i); r.setEnd(number, i + 1); return r.getBoundingClientRect().left; };
                return [at(number.data.search(/[0-9]/)), at(number.data.trimEnd().length - 1)];
            }
            """);
        Assert.True(ends[0] < ends[1], $"The number begins at {ends[0]} and ends at {ends[1]}");
        Assert.True(await tab.ReadAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways");
    }

    /// <summary>How many parts of the page can be seen.</summary>
    private static Task<int> SeenAsync(Tab tab) => tab.ReadAsync<int>("() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility({ visibilityProperty: true })).length");
}
