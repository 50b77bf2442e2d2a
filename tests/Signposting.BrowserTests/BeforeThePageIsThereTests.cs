using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 2: leaving works from the first moment, also on a line so slow that the page never comes to its end.</summary>
public sealed class BeforeThePageIsThereTests(Chromium chromium)
{
    [Theory]
    [InlineData("</head>")]
    [InlineData("<main")]
    [InlineData("</main>")]
    public async Task Shift_three_times_leaves(string until)
    {
        await using var half = new HalfAPage(chromium.Home, until);
        await using var person = await OpenAsync(half);

        await person.ShiftAsync(3);

        await person.GoneAsync();
        Assert.Equal(["https://www.gov.uk/bank-holidays"], await person.HistoryAsync());
    }

    [Fact]
    public async Task The_control_leaves_as_soon_as_it_is_there_and_nothing_that_still_comes_is_shown()
    {
        await using var half = new HalfAPage(chromium.Home, "</main>");
        await using var person = await OpenAsync(half);
        await person.Context.RouteAsync("https://**/*", _ => Task.CompletedTask);
        await Assertions.Expect(person.Page.Locator("h1")).ToBeVisibleAsync();

        await person.Page.Locator(Person.WayOut).TapAsync();

        Assert.Equal("", await person.SeenAsync());
        Assert.NotEqual("loading", await person.Page.EvaluateAsync<string>("() => document.readyState"));
    }

    [Fact]
    public async Task Esc_which_stops_loading_does_not_disarm_it()
    {
        await using var half = new HalfAPage(chromium.Home, "</main>");
        await using var person = await OpenAsync(half);
        await person.Page.Keyboard.PressAsync("Escape");

        await person.ShiftAsync(3);

        await person.GoneAsync();
    }

    private async Task<Person> OpenAsync(HalfAPage half)
    {
        var person = await chromium.PersonAsync(options: o => o.BaseURL = half.Address);
        await person.Page.GotoAsync("/en/g/1", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(person.Page.Locator("html")).ToHaveClassAsync(new Regex("js"));
        return person;
    }
}
