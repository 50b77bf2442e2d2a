using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>
/// Somebody who uses the site in a browser: taps links, labels and buttons, and finds them by where they lead and what they are called
/// in the form, so that the same person reads every language. What they see of other sites is a page of our own making.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    private readonly Uri _home;
    private readonly List<IRequest> _elsewhere = [];

    private Person(IBrowserContext context, IPage page, Uri home) => (Context, Page, _home) = (context, page, home);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Where the site is.</summary>
    public Uri Home => _home;

    /// <summary>Requests that went to any other site.</summary>
    public IReadOnlyList<IRequest> Elsewhere => _elsewhere;

    /// <summary>The leave control of every page.</summary>
    public const string WayOut = ".bar [data-leaves]";

    /// <summary>What every other site says.</summary>
    public const string ElsewhereSays = "It will be sunny at the weekend.";

    /// <param name="context">Of the browser.</param>
    /// <param name="home">Where the site is.</param>
    /// <param name="reaching">Whether other sites are really asked; else they are played, and nothing leaves the browser.</param>
    internal static async Task<Person> InAsync(IBrowserContext context, Uri home, bool reaching = false)
    {
        context.SetDefaultTimeout(15_000);
        var person = new Person(context, context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync(), home);
        if (reaching) return person;
        await context.RouteAsync(url => !url.StartsWith(home.AbsoluteUri, StringComparison.Ordinal), route =>
        {
            lock (person._elsewhere) person._elsewhere.Add(route.Request);
            return route.FulfillAsync(new()
            {
                ContentType = "text/html",
                Body = $"<!doctype html><html lang=en><meta charset=utf-8><title>Weather</title><link rel=icon href=data:,><p id=elsewhere>{ElsewhereSays}</p></html>",
            });
        });
        return person;
    }

    /// <summary>The question or page of the form that is open, or null outside it.</summary>
    public async Task<string?> AtAsync()
    {
        var at = Page.Locator("input[name=at]");
        return await at.CountAsync() == 0 ? null : await at.GetAttributeAsync("value");
    }

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    public async Task<Person> OpenAsync(string path)
    {
        var answer = await Page.GotoAsync(new Uri(_home, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}");
        return this;
    }

    /// <summary>Taps the link in the main part that leads to a path of ours.</summary>
    public async Task TapLinkAsync(string path, string within = "main")
    {
        await Page.Locator($"{within} a[href='{path}']").First.TapAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Uri(_home, path).AbsoluteUri);
        await ShownAsync();
    }

    /// <summary>Taps the label of an option, as people do rather than aim at the small box.</summary>
    public async Task ChooseAsync(string field, params IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var option = Page.Locator($"input[name='{field}'][value='{value}']");
            await Page.Locator($"label[for='{await option.GetAttributeAsync("id")}']").TapAsync();
            Assert.True(await option.IsCheckedAsync(), $"Tapping the label of {field}={value} didn't choose it");
        }
    }

    /// <summary>Types into a field.</summary>
    public Task TypeAsync(string field, string text) => Field(field).FillAsync(text);

    public ILocator Field(string name) => Page.Locator($":is(input, textarea)[name='{name}']");

    /// <summary>Taps the button <c>go</c> of that value and waits for the page that comes back.</summary>
    public Task PressAsync(string go) => NextPageAsync(() => Page.Locator($"button[name=go][value='{go}']:not([aria-hidden])").First.TapAsync());

    /// <summary>Taps an answer of "Help me find" and waits for what comes of it.</summary>
    public async Task TapAnswerAsync(string name, string value)
    {
        var heading = await HeadingAsync();
        await Page.Locator($"main button[name={name}][value='{value}']").TapAsync();
        await Assertions.Expect(Page.Locator("h1")).Not.ToHaveTextAsync(heading);
        await ShownAsync();
    }

    /// <summary>Taps another language in the head of the form.</summary>
    public Task SpeakAsync(string language) => NextPageAsync(() => Page.Locator($".languages button[lang='{language}']").TapAsync());

    /// <summary>
    /// Does what makes the form go on, and waits until another page of it is there. Every page is sealed anew, so that the seal tells one
    /// from the next whether the browser went to it or a script put it in place.
    /// </summary>
    public async Task NextPageAsync(Func<Task> act)
    {
        var seal = Page.Locator("input[name=state]");
        var before = await seal.CountAsync() == 0 ? null : await seal.GetAttributeAsync("value");
        await act();
        if (before is null) await seal.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        else await Assertions.Expect(Page.Locator($"input[name=state][value='{before}']")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await ShownAsync();
    }

    /// <summary>From the start of the form to a question; what comes before is skipped, save what <paramref name="answers"/> say.</summary>
    public async Task WalkToAsync(string question, string language = "en", IReadOnlyDictionary<string, string[]>? answers = null)
    {
        await OpenAsync($"/{language}/c");
        await PressAsync("begin");
        await GoOnToAsync(question, answers);
    }

    /// <summary>Answers or skips until the given question is open.</summary>
    /// <param name="question">Where to stop.</param>
    /// <param name="answers">By field: options to choose, or words to type.</param>
    /// <param name="everyPage">What to look at on each page; without it, what needs no answer is skipped in one go where the form lets one.</param>
    public async Task GoOnToAsync(string question, IReadOnlyDictionary<string, string[]>? answers = null, Func<Task>? everyPage = null)
    {
        var left = new Dictionary<string, string[]>(answers ?? new Dictionary<string, string[]>());
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 40, $"'{question}' never came");
            if (everyPage is not null) await everyPage();
            if (await AtAsync() == question) return;
            var answered = await AnswerAsync(left);
            var rest = everyPage is null && question is "reach" or "check" && left.Keys.All(f => f is "ways" or "phone" or "email")
                && await Page.Locator("button[value=rest]").CountAsync() > 0;
            await PressAsync(rest ? "rest" : answered ? "next" : "skip");
        }
    }

    private async Task<bool> AnswerAsync(Dictionary<string, string[]> left)
    {
        var here = await Page.Locator(":is(input, textarea)[name]").EvaluateAllAsync<string[]>("fields => fields.map(f => f.name)");
        var asked = left.Where(a => here.Contains(a.Key)).ToList();
        foreach (var (field, values) in asked)
        {
            left.Remove(field);
            if (await Field(field).First.GetAttributeAsync("type") is "radio" or "checkbox") await ChooseAsync(field, values);
            else await TypeAsync(field, values.Single());
        }
        return asked.Count > 0;
    }

    /// <summary>The page is read by the browser to its end.</summary>
    public Task ShownAsync() => Page.Locator(".foot").WaitForAsync();

    /// <summary>Presses Shift and lets it go.</summary>
    public async Task ShiftAsync(int times)
    {
        for (var i = 0; i < times; i++) await Page.Keyboard.PressAsync("Shift");
    }

    /// <summary>The addresses behind Back and the present one, without the tab's empty first page.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync()
    {
        var tab = await Context.NewCDPSessionAsync(Page);
        var history = await tab.SendAsync("Page.getNavigationHistory");
        return [.. history!.Value.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("url").GetString()!).Where(u => u != "about:blank")];
    }

    /// <summary>What can be read on the screen, the title included.</summary>
    public async Task<string> SeenAsync() =>
        (await Page.EvaluateAsync<string>("() => (document.body ? document.body.innerText : '') + document.title")).Trim();

    /// <summary>Waits until another site is on the screen.</summary>
    public Task GoneAsync() => Assertions.Expect(Page.Locator("#elsewhere")).ToHaveTextAsync(ElsewhereSays, new() { Timeout = 15_000 });

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
