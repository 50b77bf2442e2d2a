using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 4: a whole visit is one entry of the tab's history, with Back links of our own.</summary>
public sealed class OneEntryTests(Chromium chromium)
{
    private const string Before = "https://before.example/";

    [Fact]
    public async Task Links_a_form_with_an_error_and_another_language_add_no_entry_and_leaving_takes_the_one()
    {
        await using var person = await chromium.PersonAsync();
        await person.Page.GotoAsync(Before);
        await person.OpenAsync("/en");
        foreach (var path in new[] { "/en/t/1", "/en/g/1" }) await person.TapLinkAsync(path);
        foreach (var path in new[] { "/en/t/1", "/en" }) await BackAsync(person, path);
        foreach (var path in new[] { "/en/s", "/en/s/52" }) await person.TapLinkAsync(path);
        await person.TapLinkAsync("/en", "header");
        await person.TapLinkAsync("/en/c");
        await person.PressAsync("begin");
        await person.GoOnToAsync("reach");
        await person.ChooseAsync("ways", "call");
        await person.PressAsync("next");
        await Assertions.Expect(person.Page.Locator("#errors")).ToBeFocusedAsync();
        await person.SpeakAsync("ur");
        await person.TypeAsync("phone", "07700 900123");
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
        Assert.Equal([Before, new Uri(person.Home, "/ur/c").AbsoluteUri], await person.HistoryAsync());

        await person.ShiftAsync(3);

        await person.GoneAsync();
        Assert.Equal([Before, "https://www.pmd.gov.pk/"], await person.HistoryAsync());
    }

    [Fact]
    public async Task Our_own_Back_leads_to_the_place_on_the_page_before()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en/s");
        var link = person.Page.Locator("main h3 a").Nth(20);
        await link.ScrollIntoViewIfNeededAsync();
        var top = await TopAsync(person);
        Assert.True(top > 0, "The list is too short to scroll");

        await person.TapLinkAsync((await link.GetAttributeAsync("href"))!);
        Assert.Equal(0, await TopAsync(person));
        await BackAsync(person, "/en/s");

        Assert.Equal(top, await TopAsync(person));
    }

    [Fact]
    public async Task The_new_page_begins_at_its_top_and_its_heading_is_read_out()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        await person.TapLinkAsync("/en/s");
        await Assertions.Expect(person.Page.Locator("h1")).ToBeFocusedAsync();
        Assert.Equal(0, await TopAsync(person));

        await person.TapLinkAsync("/ur/s", "header");

        await Assertions.Expect(person.Page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", "ur");
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-leave", new Regex("^https://www.pmd.gov.pk/ "));
    }

    [Fact]
    public async Task A_look_at_something_else_in_the_middle_of_the_form_comes_back_to_what_was_typed()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.ChooseAsync("ways", "other");
        await person.TypeAsync("other-way", "My neighbour");

        await person.TapLinkAsync("/en/g/1", "aside");
        await person.TapLinkAsync("/en/g/74", "footer");
        await BackAsync(person, "/en/g/1");
        await BackAsync(person, "/en/c");

        Assert.Equal("reach", await person.AtAsync());
        Assert.Equal("My neighbour", await person.Field("other-way").InputValueAsync());
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
        Assert.Contains("My neighbour", await person.Page.Locator(".summary").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_shows_the_same_page()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        await person.TapLinkAsync("/en/s");
        var heading = await person.HeadingAsync();

        await person.Page.ReloadAsync();

        Assert.Equal(heading, await person.HeadingAsync());
        await person.ShiftAsync(3);
        await person.GoneAsync();
    }

    [Fact]
    public async Task A_telephone_number_can_be_tapped_and_the_page_stays()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en/s/52");
        var seen = await person.SeenAsync();

        await person.Page.Locator("main a[href^='tel:']").First.TapAsync();

        Assert.Equal(seen, await person.SeenAsync());
        // The browser now asks in a box of its own whether to call, and takes keys and taps; the page itself still lives.
        await person.Page.Locator("main a[href='/en/s']").EvaluateAsync("link => link.click()");
        await Assertions.Expect(person.Page).ToHaveURLAsync(new Regex("/en/s$"));
        await person.Page.Locator(Person.WayOut).EvaluateAsync("control => control.click()");
        await person.GoneAsync();
    }

    [Fact]
    public async Task A_link_opens_in_another_tab_if_that_is_asked_for()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");

        var other = await person.Context.RunAndWaitForPageAsync(() => person.Page.Locator("main a[href='/en/s']").First.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));

        await Assertions.Expect(other).ToHaveURLAsync(new Uri(person.Home, "/en/s").AbsoluteUri);
        Assert.Equal(new Uri(person.Home, "/en").AbsoluteUri, person.Page.Url);
    }

    [Fact]
    public async Task A_service_s_own_website_takes_the_place_of_ours()
    {
        await using var person = await chromium.PersonAsync();
        await person.Page.GotoAsync(Before);
        await person.OpenAsync("/en/s/52");
        var website = person.Page.Locator("main a[href^='https://']").First;
        var address = await website.GetAttributeAsync("href");

        await website.TapAsync();

        await person.GoneAsync();
        Assert.Equal([Before, address], (await person.HistoryAsync()).Select(u => u.TrimEnd('/') == address!.TrimEnd('/') ? address : u));
        Assert.All(person.Elsewhere, request => Assert.DoesNotContain("referer", request.Headers.Keys));
    }

    [Fact]
    public async Task While_one_page_does_not_come_another_can_be_chosen_and_the_first_never_takes_its_place()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        var late = new TaskCompletionSource<IRoute>();
        await person.Context.RouteAsync("**/en/a", route =>
        {
            late.TrySetResult(route);
            return Task.CompletedTask;
        });
        await person.Page.Locator("main a[href='/en/a'], header a[href='/en/a']").First.TapAsync();
        var first = await late.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assertions.Expect(person.Page.Locator("#say")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("#say")).ToHaveTextAsync("One moment, please.");

        await person.TapLinkAsync("/en/s");

        await first.ContinueAsync();
        await Assertions.Expect(person.Page.Locator("html")).Not.ToHaveClassAsync(new Regex("busy"));
        Assert.EndsWith("/en/s", person.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_tap_while_a_form_is_on_its_way_sends_it_once()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        var posts = new List<IRoute>();
        await person.Context.RouteAsync("**/en/c", route =>
        {
            posts.Add(route);
            return Task.CompletedTask;
        });
        var skip = person.Page.Locator("button[value=back]");
        for (var i = 0; i < 3; i++) await skip.TapAsync();
        await Assertions.Expect(person.Page.Locator("html")).ToHaveClassAsync(new Regex("busy"));

        await person.NextPageAsync(() => Assert.Single(posts).ContinueAsync());

        Assert.NotEqual("reach", await person.AtAsync());
    }

    private static async Task BackAsync(Person person, string path)
    {
        await person.Page.Locator("[data-back]").TapAsync();
        await Assertions.Expect(person.Page).ToHaveURLAsync(new Uri(person.Home, path).AbsoluteUri);
        await person.ShownAsync();
    }

    private static Task<double> TopAsync(Person person) => person.Page.EvaluateAsync<double>("() => Math.round(scrollY)");
}
