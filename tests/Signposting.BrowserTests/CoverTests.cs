using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 11: another tab or app hides the page; coming back shows it again at once.</summary>
public sealed class CoverTests(OpenTabs tabs) : IClassFixture<OpenTabs>
{
    [Fact]
    public async Task Another_tab_covers_the_page_and_coming_back_shows_it_with_everything_as_it_was()
    {
        var person = await tabs.PersonAsync();
        await person.OpenAsync("/en/a");
        await person.TypeAsync("typed", "My neighbour");
        await person.Field("typed").FocusAsync();
        var top = await person.Page.EvaluateAsync<double>("() => scrollY");
        Assert.NotEmpty(await ShownAsync(person));

        var other = await person.Context.NewPageAsync();
        await Assertions.Expect(person.Page.Locator("html")).ToHaveClassAsync(new Regex("covered"));
        Assert.Equal("hidden", await person.Page.EvaluateAsync<string>("() => document.visibilityState"));
        Assert.Empty(await ShownAsync(person));
        Assert.Equal("Information", await person.Page.TitleAsync());

        await person.Page.BringToFrontAsync();
        await Assertions.Expect(person.Page.Locator("html")).Not.ToHaveClassAsync(new Regex("covered"));
        await Assertions.Expect(person.Field("typed")).ToBeFocusedAsync();
        Assert.Equal(top, await person.Page.EvaluateAsync<double>("() => scrollY"));
        Assert.Equal("My neighbour", await person.Field("typed").InputValueAsync());
        await other.CloseAsync();
    }

    [Fact]
    public async Task A_tab_that_opens_behind_another_is_covered_from_the_start()
    {
        var person = await tabs.PersonAsync();
        await person.OpenAsync("/en");

        var behind = await person.Context.RunAndWaitForPageAsync(() => person.Page.Locator("main a[href='/en/s']").First.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));

        await Assertions.Expect(behind.Locator("html")).ToHaveClassAsync(new Regex("covered"));
        await behind.BringToFrontAsync();
        await Assertions.Expect(behind.Locator("html")).Not.ToHaveClassAsync(new Regex("covered"));
        await Assertions.Expect(behind.Locator("h1")).ToBeVisibleAsync();
        await behind.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_arrives_meanwhile_is_covered_too()
    {
        var person = await tabs.PersonAsync();
        await person.OpenAsync("/en");
        var late = new TaskCompletionSource<IRoute>();
        await person.Page.RouteAsync("**/en/s", route =>
        {
            late.TrySetResult(route);
            return Task.CompletedTask;
        }, new() { Times = 1 });
        await person.Page.Locator("main a[href='/en/s']").First.ClickAsync();
        var other = await person.Context.NewPageAsync();
        await (await late.Task.WaitAsync(TestContext.Current.CancellationToken)).ContinueAsync();
        await Assertions.Expect(person.Page).ToHaveURLAsync(new Regex("/en/s$"));
        Assert.Empty(await ShownAsync(person));

        await person.Page.BringToFrontAsync();

        await Assertions.Expect(person.Page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("h1")).ToBeFocusedAsync();
        await other.CloseAsync();
    }

    /// <summary>Everything that would be drawn.</summary>
    private static Task<string[]> ShownAsync(Person person) => person.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible').map(e => e.outerHTML.slice(0, 80))");
}
