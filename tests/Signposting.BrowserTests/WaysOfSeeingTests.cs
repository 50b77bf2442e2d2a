using System.Globalization;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 7 and 11: on paper, in the colours and sizes that a reader has chosen, and without anything that glides.</summary>
public sealed class WaysOfSeeingTests(Chromium chromium)
{
    [Theory]
    [InlineData("/en/s/52")]
    [InlineData("/ur/g/1")]
    [InlineData("/en/c")]
    public async Task Printed_it_has_no_control_and_no_name_of_the_site(string path)
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync(path);
        var name = await person.Page.Locator(".name").InnerTextAsync();
        var control = await person.Page.Locator(Person.WayOut).InnerTextAsync();
        var heading = await person.HeadingAsync();

        await person.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var printed = await person.Page.Locator("body").InnerTextAsync();
        Assert.Contains(heading, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(name, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(control, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(await person.Page.Locator(".foot p").TextContentAsync() ?? "", printed, StringComparison.Ordinal);
        Assert.Equal(0, await person.Page.Locator("button:visible").CountAsync());
        // No margin is left in which a browser prints the address; the text keeps its own.
        Assert.Equal("0px", await person.Page.EvaluateAsync<string>("() => [...document.styleSheets].flatMap(s => [...s.cssRules]).find(r => r instanceof CSSPageRule).style.margin"));
        Assert.True(await person.Page.Locator("main").EvaluateAsync<bool>("main => parseFloat(getComputedStyle(main).paddingTop) > 40 && getComputedStyle(main).boxDecorationBreak !== 'slice'"));
        Assert.Equal("rgb(255, 255, 255)", await person.Page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
    }

    [Fact]
    public async Task The_print_button_prints()
    {
        await using var person = await chromium.PersonAsync();
        await person.Context.AddInitScriptAsync("window.print = () => { window.printed = (window.printed || 0) + 1; }");
        await person.OpenAsync("/en");
        await person.TapLinkAsync("/en/s");
        await person.TapLinkAsync("/en/s/52");

        await person.Page.Locator("[data-prints]").TapAsync();

        Assert.Equal(1, await person.Page.EvaluateAsync<int>("() => printed"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task In_forced_colours_what_can_be_pressed_has_an_edge(ColorScheme scheme)
    {
        await using var person = await chromium.PersonAsync(options: o => (o.ForcedColors, o.ColorScheme) = (ForcedColors.Active, scheme));
        await person.WalkToAsync("reach");

        Assert.True(await person.Page.EvaluateAsync<bool>("() => matchMedia('(forced-colors: active)').matches"));
        var without = await person.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.bar, main button:not(.link), textarea, input[type=text]')].filter(e => {
                const s = getComputedStyle(e);
                return s.borderBlockEndStyle !== 'solid' || parseFloat(s.borderBlockEndWidth) < 2 || s.borderBlockEndColor === getComputedStyle(document.body).backgroundColor;
            }).map(e => e.outerHTML)
            """);
        Assert.Empty(without);
        // The control doesn't vanish into what is behind it.
        Assert.True(await person.Page.Locator(Person.WayOut).EvaluateAsync<bool>("control => getComputedStyle(control).color !== getComputedStyle(document.body).backgroundColor"));
        await person.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("solid", await person.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference)]
    [InlineData(ReducedMotion.Reduce)]
    public async Task Nothing_glides(ReducedMotion motion)
    {
        await using var person = await chromium.PersonAsync(options: o => o.ReducedMotion = motion);
        await person.OpenAsync("/en/s");

        Assert.Empty(await person.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('*')].filter(e => {
                const s = getComputedStyle(e);
                return s.scrollBehavior !== 'auto' || s.transitionDuration !== '0s' || s.animationName !== 'none';
            }).map(e => e.outerHTML.slice(0, 80))
            """));
    }

    /// <summary>320 by 256 is a screen of 1280 by 1024 at 400 per cent (WCAG 1.4.10).</summary>
    [Theory]
    [InlineData("en", 320, 256)]
    [InlineData("ur", 320, 256)]
    [InlineData("ur", 360, 740)]
    [InlineData("en", 1280, 1024)]
    public async Task What_has_the_focus_in_the_form_is_never_under_the_control(string language, int width, int height)
    {
        await using var person = await chromium.PersonAsync(options: o => o.ViewportSize = new() { Width = width, Height = height });
        await person.WalkToAsync("reach", language);
        await person.ChooseAsync("ways", "call", "email", "other");
        await person.PressAsync("next");
        var faults = new List<string>();
        var seen = new HashSet<string>();
        foreach (var key in new[] { "Tab", "Shift+Tab" })
        {
            for (var i = 0; i < 60; i++)
            {
                await person.Page.Keyboard.PressAsync(key);
                var stop = await person.Page.EvaluateAsync<Stop>("""
                    () => {
                        const e = document.activeElement, b = e.getBoundingClientRect(), bar = document.querySelector('.bar').getBoundingClientRect();
                        const room = Math.min(b.height, 20);
                        const free = !!e.closest('.bar') || e === document.body || (b.bottom >= bar.bottom + room && b.top <= innerHeight - room && b.top >= Math.min(bar.bottom, innerHeight - b.height) - 1);
                        return { free, what: `${e.tagName} ${e.id} ${e.textContent.trim().slice(0, 30)} at ${Math.round(b.top)} to ${Math.round(b.bottom)}`, name: e.tagName + e.id + e.textContent, high: bar.height };
                    }
                    """);
                seen.Add(stop.Name);
                if (!stop.Free) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {stop.What}, the bar is {stop.High} high"));
                Assert.InRange(stop.High, 48, height / 3);
            }
        }
        Assert.InRange(seen.Count, 10, 60);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("/en/g/1", 320, 256)]
    [InlineData("/ur/c", 320, 256)]
    [InlineData("/ur/s", 320, 740)]
    [InlineData("/pl/g/77", 1280, 1024)]
    public async Task The_control_is_uncovered_at_ten_places_of_the_page(string path, int width, int height)
    {
        await using var person = await chromium.PersonAsync(options: o => o.ViewportSize = new() { Width = width, Height = height });
        await person.OpenAsync(path);
        for (var tenth = 0; tenth <= 10; tenth++)
        {
            Assert.True(await person.Page.EvaluateAsync<bool>("""
                tenth => {
                    scrollTo(0, tenth / 10 * (document.documentElement.scrollHeight - innerHeight));
                    const control = document.querySelector('.bar [data-leaves]'), box = control.getBoundingClientRect();
                    return box.height >= 48 && box.top >= 0 && box.left >= 0 && box.right <= innerWidth && [.05, .5, .95].every(x => [.05, .5, .95].every(y =>
                        control.contains(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height))));
                }
                """, tenth), $"At {tenth} tenths of {path}");
        }
        // At the end of the line, as that reader reads.
        var right = await person.Page.Locator(Person.WayOut).EvaluateAsync<double>("control => innerWidth - control.getBoundingClientRect().right");
        var left = await person.Page.Locator(Person.WayOut).EvaluateAsync<double>("control => control.getBoundingClientRect().left");
        Assert.Equal(path.StartsWith("/ur", StringComparison.Ordinal), left < right);
    }

    internal sealed record Stop
    {
        public bool Free { get; init; }

        public string What { get; init; } = "";

        public string Name { get; init; } = "";

        public double High { get; init; }
    }
}
