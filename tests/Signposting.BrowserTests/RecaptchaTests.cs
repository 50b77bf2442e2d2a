using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Signposting.Tests;
using Signposting.Tests.BotDefence;

namespace Signposting.BrowserTests;

/// <summary>
/// Google's check in its frame, with a script of ours in place of Google's and a server of ours in place of theirs: nothing of Google's
/// before the person agrees, and the form goes through whatever happens.
/// </summary>
public sealed class RecaptchaTests(Chromium chromium)
{
    private const string Script = "https://www.google.com/recaptcha/api.js";
    private static readonly Dictionary<string, string[]> Reachable = new() { ["ways"] = ["text"], ["phone"] = ["07700 900123"] };

    /// <summary>Does as Google's does: keeps something under our address, opens a frame and sets styles of its own, gives tokens.</summary>
    private const string LikeGoogles = """
        localStorage.setItem('_grecaptcha', 'x');
        document.head.append(Object.assign(document.createElement('style'), { textContent: '.badge { color: red }' }));
        const frame = Object.assign(document.createElement('iframe'), { src: 'https://www.google.com/recaptcha/api2/anchor' });
        const loaded = new Promise((done) => { frame.onload = done; });
        document.body.append(frame);
        window.grecaptcha = {
            ready: (go) => loaded.then(go),
            execute: (key, { action }) => Promise.resolve(key + ' ' + action),
            render: (box, { sitekey, callback }) => {
                const tick = Object.assign(document.createElement('button'), { id: 'tick', textContent: 'I am not a robot' });
                tick.onclick = () => callback(sitekey + ' ticked');
                document.getElementById(box).append(tick);
            },
        };
        """;

    [Fact]
    public async Task Nothing_of_Googles_is_fetched_unless_the_person_agrees_and_not_agreeing_costs_nothing()
    {
        await using var google = await Google.StartAsync();
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await chromium.PersonAsync(site);
        await person.WalkToAsync("check", answers: Reachable);
        await Frame(person).Locator("#agree").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(Frame(person).Locator("body")).ToContainTextAsync("Google then learns that you are on this site");

        await SendAsync(person);

        Assert.Empty(person.Elsewhere);
        Assert.Empty(google.Asked);
        var letter = Assert.Single(await site.LettersAsync()).TextBody!;
        Assert.DoesNotContain("Google", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("POSSIBLY AUTOMATED", letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Thank you. The check was passed.")]
    [InlineData("pl", "Dziękujemy.")]
    [InlineData("ur", "شکریہ۔")]
    public async Task A_passed_check_is_said_and_is_in_the_letter_and_leaves_nothing_behind(string language, string says)
    {
        await using var google = await Google.StartAsync();
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await OfferedAsync(site, language: language);
        var refused = new List<string>();
        person.Page.Console += (_, message) => { if (message.Type == "error") refused.Add(message.Text); };

        await Frame(person).Locator("#agree").TapAsync();

        await Assertions.Expect(Frame(person).Locator("#result")).ToContainTextAsync(says);
        Assert.Equal("key-3 send", Assert.Single(google.Asked)["response"]);
        Assert.Equal(0, await person.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Empty(await person.Context.CookiesAsync());
        Assert.Empty(refused);
        await SendAsync(person);
        Assert.Contains("Sent by a person: Google's check was passed", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
        // One entry behind Back, as ever.
        var tab = await person.Context.NewCDPSessionAsync(person.Page);
        var history = await tab.SendAsync("Page.getNavigationHistory");
        Assert.Single(history!.Value.GetProperty("entries").EnumerateArray(), e => e.GetProperty("url").GetString() != "about:blank");
    }

    [Fact]
    public async Task A_low_score_offers_the_box_and_the_box_counts()
    {
        await using var google = await Google.StartAsync();
        google.Answer = context => Google.Says(google.Asked.Count == 1 ? Google.Passed(score: 0.1) : Google.Passed(score: null))(context);
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await OfferedAsync(site);
        await Frame(person).Locator("#agree").TapAsync();
        await Assertions.Expect(Frame(person).Locator("#result")).ToContainTextAsync("Please tick the box.");

        await Frame(person).Locator("#tick").TapAsync();

        await Assertions.Expect(Frame(person).Locator("#result")).ToContainTextAsync("The check was passed.");
        Assert.Equal(["key-3 send", "key-2 ticked"], google.Asked.Select(a => a["response"]));
        await SendAsync(person);
        Assert.Contains("Sent by a person", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_box_alone_will_do()
    {
        await using var google = await Google.StartAsync();
        google.Answer = Google.Says(Google.Passed(score: null));
        await using var site = Chromium.Serve(new Site(google.Settings(v3: false)));
        await using var person = await OfferedAsync(site);

        await Frame(person).Locator("#agree").TapAsync();
        await Frame(person).Locator("#tick").TapAsync();

        await Assertions.Expect(Frame(person).Locator("#result")).ToContainTextAsync("The check was passed.");
    }

    [Theory]
    [InlineData("the script doesn't come", "Google does not answer.", false)]
    [InlineData("the script hangs", "You can send your form at any time.", false)]
    [InlineData("the script is broken", "Google does not answer.", false)]
    [InlineData("their server hangs", "Google does not answer.", false)]
    [InlineData("not passed", "The check was not passed.", true)]
    public async Task Whatever_goes_wrong_the_form_goes_through(string what, string says, bool marked)
    {
        await using var google = await Google.StartAsync();
        if (what == "their server hangs") google.Answer = Google.Hangs;
        if (what == "not passed") google.Answer = Google.Says(Google.Passed(action: "login"));
        await using var site = Chromium.Serve(new Site(google.Settings(v2: false)));
        await using var person = await OfferedAsync(site, what);

        await Frame(person).Locator("#agree").TapAsync();
        await Assertions.Expect(Frame(person).Locator("#result")).ToContainTextAsync(says, new() { Timeout = 15_000 });
        await SendAsync(person);

        Assert.Equal(marked, Assert.Single(await site.LettersAsync()).TextBody!.Contains("POSSIBLY AUTOMATED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task The_frame_is_whole_on_a_narrow_screen_and_axe_finds_nothing_in_it(string language)
    {
        await using var google = await Google.StartAsync();
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await OfferedAsync(site, language: language, width: 320);

        // Nothing in it has to be scrolled to, whatever the language.
        await Assertions.Expect(Frame(person).Locator("#agree")).ToBeVisibleAsync();
        Assert.True(await Frame(person).Locator("html").EvaluateAsync<bool>("html => html.scrollHeight <= innerHeight && html.scrollWidth <= innerWidth"));
        var result = await person.Page.RunAxe().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Contains(result.Passes, p => p.Nodes.Any(n => n.Target.ToString()!.Contains("iframe", StringComparison.Ordinal)));
        Assert.Empty(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} {n.Target} {n.Html}")));
    }

    [Fact]
    public async Task Shift_three_times_leaves_from_inside_the_frame()
    {
        await using var google = await Google.StartAsync();
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await OfferedAsync(site);
        await Frame(person).Locator("#agree").FocusAsync();

        for (var i = 0; i < 3; i++) await person.Page.Keyboard.PressAsync("Shift");

        await person.GoneAsync();
    }

    [Fact]
    public async Task Without_script_it_is_not_offered()
    {
        await using var google = await Google.StartAsync();
        await using var site = Chromium.Serve(new Site(google.Settings()));
        await using var person = await chromium.PersonAsync(site, script: false);
        await person.WalkToAsync("check", answers: Reachable);

        await Assertions.Expect(person.Page.Locator("iframe")).Not.ToBeVisibleAsync();
        await SendAsync(person);
        Assert.Empty(person.Elsewhere);
    }

    private static IFrameLocator Frame(Person person) => person.Page.FrameLocator("main iframe");

    private static async Task SendAsync(Person person)
    {
        await person.Page.Locator("button[value=send]").TapAsync();
        await person.Page.Locator(".reference strong").WaitForAsync();
    }

    /// <summary>Somebody before "send", with that much of Google within reach.</summary>
    private async Task<Person> OfferedAsync(Site site, string? wrong = null, string language = "en", int width = 360)
    {
        var person = await chromium.PersonAsync(site, width: width);
        await person.Context.RouteAsync("https://www.google.com/recaptcha/**", route => (route.Request.Url.StartsWith(Script, StringComparison.Ordinal), wrong) switch
        {
            (true, "the script doesn't come") => route.AbortAsync(),
            (true, "the script hangs") => Task.CompletedTask,
            (true, "the script is broken") => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "<!doctype html>" }),
            (true, _) => route.FulfillAsync(new() { ContentType = "text/javascript", Body = LikeGoogles }),
            _ => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Google</title><p>reCAPTCHA" }),
        });
        await person.WalkToAsync("check", language, Reachable);
        await Frame(person).Locator("#agree").ScrollIntoViewIfNeededAsync();
        return person;
    }
}
