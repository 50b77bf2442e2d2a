using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>The map of the districts: a drawing that is also a list of links.</summary>
public sealed class MapTests(Chromium chromium)
{
    /// <summary>By their numbers: a district, and one that lies to the east or to the south of it.</summary>
    private static readonly (int Of, int East, int South)[] Truth = [(6, 4, 5), (5, 2, 3), (4, 2, 2)];

    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task It_fits_a_telephone_with_its_names_inside_and_is_never_mirrored(string language)
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync($"/{language}/a");

        Assert.Equal(0, await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(await person.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.map text')].filter(text => {
                const box = text.getBBox(), shape = text.previousElementSibling, at = (x, y) => new DOMPoint(x, y);
                return [[box.x, box.y + 3], [box.x + box.width, box.y + 3], [box.x, box.y + box.height - 3], [box.x + box.width, box.y + box.height - 3]]
                    .some(([x, y]) => !shape.isPointInFill(at(x, y)));
            }).map(text => text.textContent)
            """));
        var middles = await person.Page.EvaluateAsync<Dictionary<string, double[]>>("""
            () => Object.fromEntries([...document.querySelectorAll('.map a')].map(a => {
                const box = a.querySelector('text').getBoundingClientRect();
                return [a.getAttribute('href').split('/').pop(), [box.left + box.width / 2, box.top + box.height / 2]];
            }))
            """);
        foreach (var (of, east, south) in Truth)
        {
            Assert.True(middles[$"{east}"][0] > middles[$"{of}"][0], $"{east} isn't east of {of}");
            Assert.True(middles[$"{south}"][1] > middles[$"{of}"][1], $"{south} isn't south of {of}");
        }
        await KeepAsync(person, language);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task By_keyboard_each_district_is_seen_to_have_the_focus_and_opens_without_an_entry_of_its_own(ColorScheme scheme)
    {
        await using var person = await chromium.PersonAsync(options: o => o.ColorScheme = scheme);
        await person.OpenAsync("/en/a");
        var districts = await person.Page.Locator(".map a").EvaluateAllAsync<string[]>("links => links.map(a => a.textContent.trim().replace(/\\s+/g, ' '))");
        Assert.Equal(await person.Page.Locator(".map + ul a").AllInnerTextsAsync(), districts);
        await person.Page.Locator("main form button").FocusAsync();
        var pale = await person.Page.Locator(".map a path").First.EvaluateAsync<string>("p => getComputedStyle(p).fill");
        for (var i = 0; i < districts.Length; i++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(person.Page.Locator(".map a").Nth(i)).ToBeFocusedAsync();
            Assert.NotEqual(pale, await person.Page.Locator(".map a path").Nth(i).EvaluateAsync<string>("p => getComputedStyle(p).fill"));
        }
        await KeepAsync(person, "focus-" + scheme);

        await person.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(person.Page).ToHaveURLAsync(new Uri(person.Home, "/en/a/6").AbsoluteUri);
        await Assertions.Expect(person.Page.Locator("h1")).ToContainTextAsync(districts[^1]);
        Assert.Equal([new Uri(person.Home, "/en/a/6").AbsoluteUri], await person.HistoryAsync());
    }

    private static async Task KeepAsync(Person person, string name)
    {
        if (Environment.GetEnvironmentVariable("SIGNPOSTING_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await person.Page.Locator(".map").ScreenshotAsync(new() { Path = Path.Combine(folder, $"map-{name}.png") });
    }
}
