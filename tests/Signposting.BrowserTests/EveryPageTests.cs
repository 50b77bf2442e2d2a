namespace Signposting.BrowserTests;

/// <summary>Every page in every language on a small telephone: nothing sticks out or is cut off, and every sign has a glyph.</summary>
public sealed class EveryPageTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("lt")]
    [InlineData("ur")]
    [InlineData("pa")]
    [InlineData("bn")]
    [InlineData("hi")]
    [InlineData("gu")]
    public async Task Fits_a_telephone_and_has_every_glyph(string language)
    {
        await using var person = await chromium.PersonAsync();
        var (faults, signs, seen) = (new List<string>(), new HashSet<string>(), new HashSet<string>());
        for (var pages = new Queue<string>(["/" + language]); pages.TryDequeue(out var path);)
        {
            if (!seen.Add(path)) continue;
            await person.OpenAsync(path);
            var found = await person.Page.EvaluateAsync<Seen>(Look);
            faults.AddRange(found.Faults.Select(f => $"{path}: {f}"));
            signs.UnionWith(found.Signs);
            foreach (var next in found.Links.Where(l => l.StartsWith($"/{language}/", StringComparison.Ordinal) && !l.EndsWith("/leave", StringComparison.Ordinal))) pages.Enqueue(next);
        }

        Tests.None.Of(faults);
        Assert.True(seen.Count > 140, $"Only {seen.Count} pages were found.");
        Assert.Empty(await person.Page.EvaluateAsync<string[]>(WithoutGlyph, signs.ToArray()));
    }

    /// <summary>The check itself sees a sign that no font has.</summary>
    [Fact]
    public async Task A_sign_that_no_font_has_is_seen()
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync("/en");

        Assert.Equal(["\U000F1234"], await person.Page.EvaluateAsync<string[]>(WithoutGlyph, new[] { "a", "ł", "ਕ", "\U000F1234", "ک" }));
    }

    private sealed record Seen
    {
        public string[] Faults { get; init; } = [];

        public string[] Signs { get; init; } = [];

        public string[] Links { get; init; } = [];
    }

    private const string Look = """
        () => {
            const page = document.documentElement.clientWidth, faults = [];
            const say = (what, e) => faults.push(`${what} ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`);
            if (document.documentElement.scrollWidth > page) say('scrolls sideways', document.documentElement);
            for (const e of document.querySelectorAll('body *')) {
                if (e.matches('.skip, .unseen, .unseen *, .default, option')) continue;
                const box = e.getBoundingClientRect(), style = getComputedStyle(e);
                if (!box.width) continue;
                if (box.right > page + 1 || box.left < -1) say('sticks out', e);
                if (style.overflow !== 'visible' && !e.matches('svg, input, select, textarea') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) say('is cut off', e);
                // Neither exists in the Indic scripts and in Urdu; they would tear signs apart that belong together.
                if (style.letterSpacing !== 'normal' || style.textTransform !== 'none') say('is spaced or in capitals', e);
            }
            return {
                faults, signs: [...new Set(document.body.innerText)].filter(s => s.trim()),
                links: [...document.querySelectorAll('main a, footer a')].map(a => a.getAttribute('href')),
            };
        }
        """;

    /// <summary>Draws each sign, and one that can't have a glyph: where both look alike, the reader sees an empty box.</summary>
    private const string WithoutGlyph = """
        signs => {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 64;
            const pen = canvas.getContext('2d', { willReadFrequently: true });
            pen.font = '32px ' + getComputedStyle(document.querySelector('main')).fontFamily;
            const drawn = sign => {
                pen.clearRect(0, 0, 64, 64);
                pen.fillText(sign, 8, 44);
                return canvas.toDataURL();
            };
            const box = drawn('\u{10FFFE}');
            return signs.filter(s => drawn(s) === box);
        }
        """;
}
