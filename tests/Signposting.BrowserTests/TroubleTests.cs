using Microsoft.Playwright;
using Signposting.Tests;
using Signposting.Tests.PassingOn;

namespace Signposting.BrowserTests;

/// <summary>Decision 4: when a page doesn't come, the one that is open stays, says so in the reader's language, and has what was typed.</summary>
public sealed class TroubleTests(Chromium chromium)
{
    private const string Typed = "My neighbour\nمیری پڑوسی";

    [Theory]
    [InlineData("en", "There is no connection")]
    [InlineData("pl", "W tej chwili nie ma połączenia")]
    [InlineData("ur", "")]
    public async Task Without_a_connection(string language, string says)
    {
        await using var person = await chromium.PersonAsync();
        await TypeAsync(person, language);
        await person.Context.SetOfflineAsync(true);

        await person.Page.Locator("main button[value=next]").TapAsync();
        var words = await TroubleAsync(person);
        Assert.Contains(says, words, StringComparison.Ordinal);
        Assert.Equal(language == "ur", words.Any(c => c is >= '\u0600' and <= '\u06FF'));

        await person.Context.SetOfflineAsync(false);
        await GoesOnAsync(person);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_page_of_ours_that_says_what_is_wrong_is_quoted(int status)
    {
        await using var person = await chromium.PersonAsync();
        await TypeAsync(person, "en");
        await person.Context.RouteAsync("**/en/c", async route =>
        {
            var ours = await route.FetchAsync(new() { Url = new Uri(person.Home, "/en/nothing-here").AbsoluteUri, Method = "GET" });
            await route.FulfillAsync(new() { Response = ours, Status = status });
        }, new() { Times = 1 });

        await person.Page.Locator("main button[value=next]").TapAsync();

        Assert.Equal("This page isn’t here\nIt may have moved. Nothing you did was wrong.", await TroubleAsync(person));
        await GoesOnAsync(person);
    }

    /// <summary>The page of a hotel's network that wants one to sign in, or of a proxy that gave up.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(504)]
    public async Task A_reply_that_is_not_ours_is_never_shown(int status)
    {
        await using var person = await chromium.PersonAsync();
        await TypeAsync(person, "en");
        await person.Context.RouteAsync("**/en/c", route => route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>Free wifi</h1><p>Your name please" }), new() { Times = 1 });

        await person.Page.Locator("main button[value=next]").TapAsync();

        Assert.Contains("There is no connection", await TroubleAsync(person), StringComparison.Ordinal);
        await Assertions.Expect(person.Page.Locator("body")).Not.ToContainTextAsync("wifi");
        await GoesOnAsync(person);
    }

    [Fact]
    public async Task A_reply_that_never_comes_is_given_up_after_half_a_minute()
    {
        await using var person = await chromium.PersonAsync();
        await person.Page.Clock.InstallAsync();
        await TypeAsync(person, "en");
        await person.Context.RouteAsync("**/en/c", _ => Task.CompletedTask, new() { Times = 1 });
        await person.Page.Locator("main button[value=next]").TapAsync();
        await Assertions.Expect(person.Page.Locator("#say")).ToHaveTextAsync("One moment, please.");
        await Assertions.Expect(person.Page.Locator("#trouble")).ToBeHiddenAsync();

        await person.Page.Clock.FastForwardAsync(31_000);

        Assert.Contains("There is no connection", await TroubleAsync(person), StringComparison.Ordinal);
        await GoesOnAsync(person);
    }

    [Fact]
    public async Task Words_that_are_too_long_stay_and_can_be_shortened()
    {
        await using var person = await chromium.PersonAsync();
        await TypeAsync(person, "en");
        await person.TypeAsync("other-way", new string('x', 300_000));

        await person.Page.Locator("main button[value=next]").TapAsync();

        Assert.Contains("That was too long", await TroubleAsync(person), StringComparison.Ordinal);
        Assert.Equal(300_000, (await person.Field("other-way").InputValueAsync()).Length);
        await person.TypeAsync("other-way", Typed);
        await GoesOnAsync(person);
    }

    [Theory]
    [InlineData("en", "This page was open for too long")]
    [InlineData("ur", null)]
    public async Task A_form_that_was_open_for_too_long_says_so_and_how_to_begin_again(string language, string? says)
    {
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        await using var site = Chromium.Serve(new Site(null, clock));
        await using var person = await chromium.PersonAsync(site);
        await TypeAsync(person, language);
        clock.Advance(TimeSpan.FromHours(3));

        await person.Page.Locator("main button[value=next]").TapAsync();

        await TroubleAsync(person);
        Assert.Equal(Typed, await person.Field("other-way").InputValueAsync());
        if (says is not null) await Assertions.Expect(person.Page.Locator("#trouble")).ToContainTextAsync(says);
        await person.NextPageAsync(() => person.Page.Locator("#trouble button[value=begin]").TapAsync());
        Assert.Equal("for", await person.AtAsync());
    }

    [Fact]
    public async Task A_link_that_fails_leaves_the_page_as_it_is()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        await person.Context.SetOfflineAsync(true);
        await person.Page.Locator("main a[href='/en/s']").First.TapAsync();
        await TroubleAsync(person);

        await person.Context.SetOfflineAsync(false);

        await person.TapLinkAsync("/en/s");
        await Assertions.Expect(person.Page.Locator("#trouble")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_shown_and_leads_back()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");
        await person.Page.Locator("main a[href='/en/s']").First.EvaluateAsync("link => link.setAttribute('href', '/en/g/9999')");

        await person.Page.Locator("main a[href='/en/g/9999']").TapAsync();

        await Assertions.Expect(person.Page.Locator("h1")).ToHaveTextAsync("This page isn’t here");
        await Assertions.Expect(person.Page.Locator(Person.WayOut)).ToBeInViewportAsync();
    }

    private static async Task TypeAsync(Person person, string language)
    {
        await person.WalkToAsync("reach", language);
        await person.ChooseAsync("ways", "other");
        await person.TypeAsync("other-way", Typed);
    }

    /// <summary>What the message says; it has the focus, is in view, and the page's other words are all still there.</summary>
    private static async Task<string> TroubleAsync(Person person)
    {
        var box = person.Page.Locator("#trouble");
        await Assertions.Expect(box).ToBeFocusedAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(box).ToBeInViewportAsync();
        await Assertions.Expect(person.Page.Locator("html")).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("busy"));
        await Assertions.Expect(person.Page.Locator("#say")).ToHaveTextAsync("");
        return await box.InnerTextAsync();
    }

    private static async Task GoesOnAsync(Person person)
    {
        Assert.Equal(Typed, await person.Field("other-way").InputValueAsync());
        Assert.True(await person.Page.Locator("input[name=ways][value=other]").IsCheckedAsync());
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
    }
}
