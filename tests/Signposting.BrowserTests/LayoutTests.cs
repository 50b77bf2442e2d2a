using System.Globalization;

namespace Signposting.BrowserTests;

/// <summary>What fits on a small telephone, and which way it reads.</summary>
public sealed class LayoutTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ur")]
    public async Task Nothing_sticks_out_at_360_or_at_320_pixels(string language)
    {
        await using var person = await chromium.PersonAsync();
        var faults = new List<string>();
        await foreach (var kind in Tour.OfAsync(person, language))
        {
            foreach (var width in new[] { 320, 360 })
            {
                await person.Page.SetViewportSizeAsync(width, 740);
                var wide = await person.Page.EvaluateAsync<string[]>("""
                    () => {
                        const page = document.documentElement.clientWidth;
                        // What only a screen reader meets has no place on the screen to stick out from.
                        const shown = [...document.querySelectorAll('body *')].filter(e => !e.matches('.skip, .unseen, .unseen *, .default, option'));
                        const out = shown.filter(e => { const b = e.getBoundingClientRect(); return b.width > 0 && (b.right > page + 1 || b.left < -1); });
                        if (document.documentElement.scrollWidth > page) out.push(document.documentElement);
                        return out.map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`);
                    }
                    """);
                faults.AddRange(wide.Select(w => string.Create(CultureInfo.InvariantCulture, $"{kind} at {width}: {w}")));
            }
        }
        Assert.Empty(faults);
    }

    /// <summary>"0800 123 456" in a line of Urdu would be drawn as "456 123 0800" unless it is kept apart from it.</summary>
    [Fact]
    public async Task Telephone_numbers_in_Urdu_pages_read_from_left_to_right()
    {
        await using var person = await chromium.PersonAsync();
        var (faults, numbers) = (new List<string>(), 0);
        async Task LookAsync(string kind)
        {
            var drawn = await person.Page.EvaluateAsync<string[]>("""
                () => {
                    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    const place = (text, from, to) => {
                        const range = document.createRange();
                        range.setStart(text, from);
                        range.setEnd(text, to);
                        return range.getBoundingClientRect();
                    };
                    while (texts.nextNode()) {
                        const text = texts.currentNode;
                        for (const number of text.data.matchAll(/\+?\d+(?:[ \u00a0]\d+)+/g)) {
                            const groups = [...number[0].matchAll(/\d+/g)].map(g => place(text, number.index + g.index, number.index + g.index + g[0].length));
                            if (!groups[0].width) continue;
                            const right = groups.slice(1).every((g, i) => g.top > groups[i].top + 4 || g.left >= groups[i].right);
                            found.push((right ? 'right ' : 'WRONG ') + number[0]);
                        }
                    }
                    return found;
                }
                """);
            numbers += drawn.Length;
            faults.AddRange(drawn.Where(d => d.StartsWith("WRONG", StringComparison.Ordinal)).Select(d => $"{kind}: {d}"));
        }

        await foreach (var kind in Tour.OfAsync(person, "ur")) await LookAsync(kind);
        // The pages of guidance that are written in Urdu, and those of what to do in danger.
        foreach (var number in new[] { 3, 4, 8, 74 }) await LookAsync((await person.OpenAsync($"/ur/g/{number}")).Page.Url);

        Assert.InRange(numbers, 20, 500);
        Assert.Empty(faults);
    }
}
