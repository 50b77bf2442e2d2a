using Microsoft.Playwright;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>The card and the posters, as they come out of a printer. With SIGNPOSTING_SCREENSHOTS, pictures are kept in that folder.</summary>
public sealed class PaperTests(Chromium chromium)
{
    private const string PublicAddress = "https://www.site.example";

    public static TheoryData<string> Languages => ["en", "pl", "lt", "ur", "pa", "bn", "hi", "gu"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Each_is_one_sheet_of_A4_with_nothing_cut_off_and_codes_that_open_the_site(string language)
    {
        await using var site = Chromium.Serve(new Site([("Referrals:PublicAddress", PublicAddress)]));
        // In the dark, where paper stays white.
        await using var person = await chromium.PersonAsync(site, options: o => o.ColorScheme = ColorScheme.Dark);
        foreach (var (path, codes) in new[] { ("p", 4), ("p/0", 1), ("p/1", 1), ("p/2", 1), ("p/3", 1), ("p/4", 1), ("p/5", 1), ("p/6", 1) })
        {
            await person.OpenAsync($"/{language}/{path}");
            Assert.Equal([$"{PublicAddress}/{language}"], await Paper.CodesAsync(await person.Page.Locator(".qr").First.ScreenshotAsync()));

            var picture = await Paper.PictureAsync(person.Page);
            await KeepAsync(picture, $"{path.Replace('/', '-')}-{language}");
            Assert.Equal(1, await Paper.SheetsAsync(person.Page));
            Assert.Equal(Enumerable.Repeat($"{PublicAddress}/{language}", codes), await Paper.CodesAsync(picture));
            Assert.Empty(await CutOffAsync(person.Page));
            Assert.Empty(await OfTheSiteAsync(person.Page));
            await person.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_poster_is_chosen_by_its_district_with_and_without_JavaScript(bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.OpenAsync("/en/t/3");
        await person.TapLinkAsync("/en/p");
        await person.Page.Locator("#where").SelectOptionAsync("4");

        await person.Page.Locator("main form button").TapAsync();

        await Assertions.Expect(person.Page).ToHaveURLAsync(new Uri(person.Home, "/en/p/4").AbsoluteUri);
        await Assertions.Expect(person.Page.Locator(".screen .lead")).ToHaveTextAsync("Fenland");
        if (script) Assert.Equal([new Uri(person.Home, "/en/p/4").AbsoluteUri], await person.HistoryAsync());
    }

    /// <summary>Parts of the sheet whose words don't fit into it.</summary>
    private static Task<string[]> CutOffAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [document.querySelector('.sheet'), ...document.querySelectorAll('.folds > *')]
            .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
            .map(e => `${e.className || e.tagName}: ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`)
        """);

    /// <summary>What is printed outside of the sheet.</summary>
    private static Task<string[]> OfTheSiteAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('body *')]
            .filter(e => !e.closest('.sheet') && !e.contains(document.querySelector('.sheet')) && !e.matches('script, style') && e.getBoundingClientRect().height > 0)
            .map(e => e.outerHTML.slice(0, 80))
        """);

    private static async Task KeepAsync(byte[] picture, string name)
    {
        if (Environment.GetEnvironmentVariable("SIGNPOSTING_SCREENSHOTS") is { Length: > 0 } folder) await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), picture);
    }
}
