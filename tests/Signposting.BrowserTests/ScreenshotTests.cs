using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>The first screen of the pages that people meet first. With SIGNPOSTING_SCREENSHOTS, it is kept in that folder, for the documentation.</summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", "home", "service", "check page")]
    [InlineData("ur", "home", "question", "question with errors")]
    public async Task The_first_screen_says_what_the_page_is_and_how_to_leave_it(string language, params string[] kinds)
    {
        await using var person = await chromium.PersonAsync(options: o => o.DeviceScaleFactor = 2);
        var seen = 0;
        await foreach (var kind in Tour.OfAsync(person, language))
        {
            if (!kinds.Contains(kind)) continue;
            await Assertions.Expect(person.Page.Locator(Person.WayOut)).ToBeInViewportAsync(new() { Ratio = 1 });
            await Assertions.Expect(person.Page.Locator("main :is(h1, #errors h2)").First).ToBeInViewportAsync(new() { Ratio = 1 });
            await KeepAsync(person, $"{kind.Replace(' ', '-')}-{language}");
            if (++seen == kinds.Length) return;
        }
        Assert.Fail($"Not all of {string.Join(", ", kinds)} are on the tour");
    }

    private static async Task KeepAsync(Person person, string name)
    {
        if (Environment.GetEnvironmentVariable("SIGNPOSTING_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + "-whole.png"), FullPage = true });
    }
}
