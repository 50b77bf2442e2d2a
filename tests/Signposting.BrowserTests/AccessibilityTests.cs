using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>What axe can find of what keeps people out (WCAG 2.2), on a page of every kind.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task Axe_finds_nothing_in_light_or_dark(string language)
    {
        await using var person = await chromium.PersonAsync();
        var faults = new List<string>();
        await foreach (var kind in Tour.OfAsync(person, language))
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            faults.AddRange(await ViolationsAsync(person, kind, new() { ResultTypes = [ResultType.Violations], Rules = new() { ["target-size"] = new() { Enabled = true } } }));
            // Only colours differ in the dark.
            await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            faults.AddRange(await ViolationsAsync(person, kind + ", dark", new() { ResultTypes = [ResultType.Violations], RunOnly = new() { Type = "rule", Values = ["color-contrast"] } }));
        }
        Assert.Equal("", string.Join('\n', faults));
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Person person, string kind, AxeRunOptions options)
    {
        // Axe has no limit of its own.
        var result = await person.Page.RunAxe(options).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.NotEmpty(result.Passes);
        return result.Violations.SelectMany(v => v.Nodes.Select(n => $"{kind}: {v.Id} ({v.Help}) {n.Target} {n.Html}"));
    }
}
