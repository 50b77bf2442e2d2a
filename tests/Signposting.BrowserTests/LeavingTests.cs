using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>The way out, wherever a reader is and whatever the browser can do.</summary>
public sealed class LeavingTests(Chromium chromium)
{
    private const string Before = "https://before.example/";

    [Theory]
    [InlineData("en", true, "https://www.gov.uk/bank-holidays")]
    [InlineData("en", false, "https://www.gov.uk/bank-holidays")]
    [InlineData("ur", true, "https://www.pmd.gov.pk/")]
    [InlineData("ur", false, "https://www.pmd.gov.pk/")]
    public async Task A_tap_leads_to_an_everyday_site_of_the_readers_language_which_learns_nothing(string language, bool script, string site)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.OpenAsync($"/{language}/t/1");

        await person.Page.Locator(Person.WayOut).TapAsync();

        await person.GoneAsync();
        Assert.Equal(site, person.Page.Url);
        Assert.Single(person.Context.Pages);
        // It may be asked whether it is there before it is gone to.
        Assert.Equal([site], person.Elsewhere.Select(r => r.Url).Distinct());
        Assert.All(person.Elsewhere, request => Assert.DoesNotContain("referer", request.Headers.Keys));
        Assert.Empty(await person.Context.CookiesAsync());
    }

    [Fact]
    public async Task Without_script_the_way_goes_through_a_blank_page_of_our_own_that_says_nothing()
    {
        await using var person = await chromium.PersonAsync(script: false);
        await person.OpenAsync("/en/t/1");
        var blank = "";
        await person.Context.RouteAsync("**/en/leave", async route =>
        {
            var answer = await route.FetchAsync();
            blank = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer });
        });

        await person.Page.Locator(Person.WayOut).TapAsync();

        await person.GoneAsync();
        Assert.Contains("<title>&#160;</title>", blank, StringComparison.Ordinal);
        Assert.InRange(blank.Length, 1, 1024);
        // Its place in the tab's history is taken by the everyday site.
        Assert.DoesNotContain("/en/leave", await person.HistoryAsync());
    }

    [Theory]
    [InlineData("/en")]
    [InlineData("/ur/g/1")]
    public async Task Shift_three_times_leaves(string path)
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync(path);

        await person.ShiftAsync(3);

        await person.GoneAsync();
    }

    [Fact]
    public async Task Shift_three_times_leaves_while_typing_in_the_form()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.Field("other-way").PressSequentiallyAsync("My neighbour");

        await person.ShiftAsync(3);

        await person.GoneAsync();
    }

    [Fact]
    public async Task Capitals_and_two_presses_do_not_leave()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.Field("other-way").FocusAsync();
        foreach (var letter in "ABCDE") await person.Page.Keyboard.PressAsync("Shift+" + letter);

        await person.ShiftAsync(2);
        await person.Page.Keyboard.TypeAsync("x");
        await person.ShiftAsync(1);

        Assert.Equal("ABCDEx", await person.Field("other-way").InputValueAsync());
        Assert.Empty(person.Elsewhere);
    }

    [Theory]
    [InlineData("/en", true)]
    [InlineData("/ur/c", true)]
    [InlineData("/en/s/52", true)]
    [InlineData("/pl/a", false)]
    [InlineData("/en/no-such-page", true)]
    public async Task It_is_the_first_stop_of_the_Tab_key_and_Enter_leaves(string path, bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.Page.GotoAsync(path);

        await person.Page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(person.Page.Locator(Person.WayOut)).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await person.GoneAsync();
    }

    [Theory]
    [InlineData("/en", 360)]
    [InlineData("/ur/g/1", 360)]
    [InlineData("/pl/s", 320)]
    [InlineData("/en/c", 320)]
    public async Task It_is_in_view_and_uncovered_however_far_one_scrolls(string path, int width)
    {
        await using var person = await chromium.PersonAsync(width: width);
        await person.OpenAsync(path);
        for (var tenth = 0; tenth <= 10; tenth++)
        {
            var at = await person.Page.EvaluateAsync<Spot>("""
                tenth => {
                    scrollTo({ top: tenth / 10 * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant' });
                    const control = document.querySelector('.bar [data-leaves]'), box = control.getBoundingClientRect();
                    const hit = (x, y) => control.contains(document.elementFromPoint(x, y));
                    return {
                        inView: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth, height: box.height,
                        uncovered: hit(box.left + 2, box.top + 2) && hit(box.right - 2, box.bottom - 2) && hit(box.left + box.width / 2, box.top + box.height / 2),
                    };
                }
                """, tenth);
            Assert.True(at.InView && at.Uncovered, $"At {tenth} tenths of {path}: {at}");
            Assert.InRange(at.Height, 48, 100);
        }
    }

    [Fact]
    public async Task What_has_the_focus_is_never_under_it()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        var stops = await person.Page.Locator("a:visible, button:visible").CountAsync();
        var barEnds = (await person.Page.Locator(".bar").BoundingBoxAsync())!.Height;
        // Down to the end, then up again: going up is when a bar at the top covers things.
        for (var i = 0; i < stops; i++) await person.Page.Keyboard.PressAsync("Tab");
        for (var i = 0; i < stops - 2; i++)
        {
            await person.Page.Keyboard.PressAsync("Shift+Tab");
            var (top, text) = await FocusAsync(person);
            Assert.True(top >= barEnds - 1, $"'{text}' is at {top}, under the bar");
        }
    }

    [Fact]
    public async Task The_page_is_blank_at_once_while_the_everyday_site_does_not_answer_and_a_second_one_is_tried()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en/t/1");
        await person.Context.RouteAsync("https://www.gov.uk/**", _ => Task.CompletedTask);

        var seen = await person.Page.EvaluateAsync<string>(
            "() => { document.querySelector('.bar [data-leaves]').click(); return (document.body ? document.body.innerText : '') + document.title.trim(); }");

        Assert.Equal("", seen.Trim());
        await person.GoneAsync();
        Assert.Equal("https://www.metoffice.gov.uk/", person.Page.Url);
    }

    [Fact]
    public async Task Further_presses_neither_cancel_nor_reveal()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en/t/1");

        var seen = await person.Page.EvaluateAsync<string>("""
            () => {
                const control = document.querySelector('.bar [data-leaves]');
                for (let i = 0; i < 5; i++) control.click();
                return document.body ? document.body.innerText : '';
            }
            """);

        Assert.Equal("", seen.Trim());
        await person.GoneAsync();
        Assert.Equal("https://www.gov.uk/bank-holidays", Assert.Single(person.Elsewhere.Select(r => r.Url).Distinct()));
    }

    [Theory]
    [InlineData("/en/g/1")]
    [InlineData("/ur/c")]
    public async Task Back_from_the_everyday_site_leads_past_the_page_that_was_left(string path)
    {
        await using var person = await chromium.PersonAsync();
        await person.Page.GotoAsync(Before);
        await person.OpenAsync(path);
        await person.Page.Locator(Person.WayOut).TapAsync();
        await person.GoneAsync();
        Assert.Equal([Before, path.StartsWith("/en", StringComparison.Ordinal) ? "https://www.gov.uk/bank-holidays" : "https://www.pmd.gov.pk/"], await person.HistoryAsync());

        await person.Page.EvaluateAsync("() => { setTimeout(() => history.back()); }");

        // A page that comes out of the browser's memory never "loads", so only its address can be waited for.
        await Assertions.Expect(person.Page).ToHaveURLAsync(Before, new() { Timeout = 15_000 });
        await person.GoneAsync();
    }

    private static async Task<(double Top, string Text)> FocusAsync(Person person)
    {
        var focus = await person.Page.EvaluateAsync<Focus>("() => ({ top: document.activeElement.getBoundingClientRect().top, text: document.activeElement.innerText })");
        return (focus.Top, focus.Text);
    }

    internal sealed record Spot
    {
        public bool InView { get; init; }

        public bool Uncovered { get; init; }

        public double Height { get; init; }
    }

    internal sealed record Focus
    {
        public double Top { get; init; }

        public string Text { get; init; } = "";
    }
}
