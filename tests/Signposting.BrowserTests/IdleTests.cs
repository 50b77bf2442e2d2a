using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 12: after some minutes without a sign of life a cover asks; one tap goes on, the other leaves, nothing is thrown away.</summary>
public sealed class IdleTests(Chromium chromium)
{
    private const int Minutes = 60_000;

    [Theory]
    [InlineData("en", "Still here?")]
    [InlineData("ur", null)]
    public async Task It_asks_and_one_tap_goes_on_with_what_was_typed(string language, string? asks)
    {
        await using var person = await TypingAsync(language);

        await person.Page.Clock.FastForwardAsync(6 * Minutes);

        var box = person.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(box).ToBeVisibleAsync();
        if (asks is not null) await Assertions.Expect(box).ToHaveAccessibleNameAsync(asks);
        await Assertions.Expect(person.Page.Locator("main")).ToBeHiddenAsync();
        await Assertions.Expect(person.Page.Locator(Person.WayOut)).ToBeHiddenAsync();
        await Assertions.Expect(box.Locator("button")).ToBeFocusedAsync();

        await box.Locator("button").TapAsync();

        await Assertions.Expect(box).ToBeHiddenAsync();
        await Assertions.Expect(person.Field("other-way")).ToBeFocusedAsync();
        await person.Page.Keyboard.TypeAsync(" next door");
        Assert.Equal("My neighbour next door", await person.Field("other-way").InputValueAsync());
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
    }

    [Fact]
    public async Task The_other_tap_leaves()
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(6 * Minutes);

        await person.Page.Locator("#idle [data-leaves]").TapAsync();

        await person.GoneAsync();
    }

    /// <summary>Whoever picks up the telephone hours later doesn't find what was written.</summary>
    [Fact]
    public async Task After_two_hours_it_leaves_by_itself()
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(6 * Minutes);
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();

        await person.Page.Clock.FastForwardAsync(116 * Minutes);

        await person.GoneAsync();
    }

    [Fact]
    public async Task Shift_three_times_leaves_from_under_the_cover()
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(6 * Minutes);
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();

        await person.ShiftAsync(3);

        await person.GoneAsync();
    }

    [Fact]
    public async Task The_keyboard_stays_inside_the_question()
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(6 * Minutes);
        await Assertions.Expect(person.Page.Locator("#idle button")).ToBeFocusedAsync();

        for (var i = 0; i < 6; i++)
        {
            await person.Page.Keyboard.PressAsync(i < 3 ? "Tab" : "Shift+Tab");
            Assert.True(await person.Page.EvaluateAsync<bool>("() => document.activeElement === document.body || !!document.activeElement.closest('#idle')"), "The focus is under the cover");
        }
    }

    [Theory]
    [InlineData("key")]
    [InlineData("tap")]
    [InlineData("scroll")]
    public async Task Any_sign_of_life_puts_it_off(string sign)
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(4 * Minutes);
        if (sign == "key") await person.Page.Keyboard.PressAsync("ArrowLeft");
        else if (sign == "tap") await person.Page.Locator("h1").TapAsync();
        else await person.Page.EvaluateAsync("() => new Promise(done => { addEventListener('scroll', () => requestAnimationFrame(done), { once: true }); scrollBy(0, scrollY ? -40 : 40); })");

        await person.Page.Clock.FastForwardAsync(4 * Minutes);
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeHiddenAsync();
        await Assertions.Expect(person.Page.Locator("main")).ToBeVisibleAsync();

        await person.Page.Clock.FastForwardAsync(2 * Minutes);
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_asks_again_the_next_time()
    {
        await using var person = await TypingAsync("en");
        await person.Page.Clock.FastForwardAsync(6 * Minutes);
        await person.Page.Locator("#idle button").TapAsync();
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeHiddenAsync();

        await person.Page.Clock.FastForwardAsync(6 * Minutes);

        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();
    }

    /// <summary>A page that comes while the question is open neither shows itself nor takes the question away.</summary>
    [Fact]
    public async Task A_page_that_arrives_meanwhile_stays_under_the_cover()
    {
        await using var person = await TypingAsync("en");
        var late = new TaskCompletionSource<IRoute>();
        await person.Context.RouteAsync("**/en/s", route =>
        {
            late.TrySetResult(route);
            return Task.CompletedTask;
        });
        await person.Page.Clock.FastForwardAsync(5 * Minutes - 5000);
        await person.Page.EvaluateAsync("() => { const link = document.createElement('a'); link.href = '/en/s'; document.querySelector('main').append(link); link.click(); }");
        var route = await late.Task.WaitAsync(TestContext.Current.CancellationToken);
        await person.Page.Clock.FastForwardAsync(10_000);
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();

        await route.ContinueAsync();

        await Assertions.Expect(person.Page).ToHaveURLAsync(new Regex("/en/s$"));
        await Assertions.Expect(person.Page.Locator("#idle")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("h1")).ToBeHiddenAsync();
        await person.Page.Locator("#idle button").TapAsync();
        await Assertions.Expect(person.Page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(person.Page.Locator("html")).Not.ToHaveClassAsync(new Regex("covered"));
    }

    private async Task<Person> TypingAsync(string language)
    {
        var person = await chromium.PersonAsync();
        await person.Page.Clock.InstallAsync();
        await person.WalkToAsync("reach", language);
        await person.ChooseAsync("ways", "other");
        await person.TypeAsync("other-way", "My neighbour");
        await person.Field("other-way").FocusAsync();
        await person.Page.Keyboard.PressAsync("Control+End");
        return person;
    }
}
