using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>"Help me find" on a small telephone. With SIGNPOSTING_SCREENSHOTS, each page is kept in that folder.</summary>
public sealed class DoorsTests(Chromium chromium)
{
    private const string Before = "https://before.example/";

    [Theory]
    [InlineData("en", true)]
    [InlineData("en", false)]
    [InlineData("ur", true)]
    [InlineData("ur", false)]
    public async Task Three_taps_lead_from_the_home_page_to_the_first_door(string language, bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.Page.GotoAsync(Before);
        await person.OpenAsync($"/{language}");

        await person.TapLinkAsync($"/{language}/f");
        await LookAsync(person, $"what-{language}");
        await person.TapAnswerAsync("what", "sexual");
        await LookAsync(person, $"where-{language}");
        await person.TapAnswerAsync("go", "show");

        await LookAsync(person, $"door-{language}");
        var first = person.Page.Locator("main .card").First;
        await Assertions.Expect(first.Locator($"a[href='/{language}/s/56']")).ToBeInViewportAsync(new() { Ratio = 1 });
        // Urdu is written higher: there the number stands just below.
        if (language == "en") await Assertions.Expect(first.Locator("a[href='tel:08085002222']")).ToBeInViewportAsync(new() { Ratio = .7f });
        await OneEntryAsync(person, language, script);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("en", false)]
    [InlineData("ur", true)]
    [InlineData("ur", false)]
    public async Task Each_question_is_one_tap_and_Back_leads_to_the_question_before(string language, bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.Page.GotoAsync(Before);
        await person.OpenAsync($"/{language}");

        await person.TapLinkAsync($"/{language}/f");
        await person.TapAnswerAsync("what", "support");
        await person.TapAnswerAsync("where", "peterborough");
        await LookAsync(person, $"matters-{language}");
        if (script)
        {
            // The page before is still there; without script, Back begins anew.
            await person.Page.Locator("[data-back]").TapAsync();
            await Assertions.Expect(person.Page.Locator("main button[name=where]").First).ToBeVisibleAsync();
            await person.TapAnswerAsync("where", "peterborough");
        }
        await person.ChooseAsync("matters", "men", "no-recourse");
        await person.TapAnswerAsync("go", "show");

        await LookAsync(person, $"doors-{language}");
        await Assertions.Expect(person.Page.Locator("main .card").First.Locator($"a[href='/{language}/s/9']")).ToBeVisibleAsync();
        await OneEntryAsync(person, language, script);
    }

    /// <summary>With script, the whole visit is one entry of the tab's history; without, every page is one, and none says what was chosen.</summary>
    private static async Task OneEntryAsync(Person person, string language, bool script)
    {
        var find = new Uri(person.Home, $"/{language}/f").AbsoluteUri;
        var history = await person.HistoryAsync();
        if (script) Assert.Equal([Before, find], history);
        else Assert.Equal([Before, new Uri(person.Home, $"/{language}").AbsoluteUri, find], history.Distinct());
        Assert.Empty(await person.Context.CookiesAsync());
    }

    /// <summary>Nothing is wider than the screen, and everything that can be tapped is high enough for a thumb.</summary>
    private static async Task LookAsync(Person person, string name)
    {
        if (Environment.GetEnvironmentVariable("SIGNPOSTING_SCREENSHOTS") is { Length: > 0 } folder)
            await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"find-{name}.png"), FullPage = true });
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name}: wider than the screen");
        var low = await person.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main :is(a, button, select), main .option')].filter(e => {
                const height = e.getBoundingClientRect().height;
                return height > 0 && height < 44;
            }).map(e => `${e.getBoundingClientRect().height} ${e.outerHTML}`)
            """);
        Assert.True(low.Length == 0, $"{name}: too low to tap: {string.Join('\n', low)}");
    }
}
