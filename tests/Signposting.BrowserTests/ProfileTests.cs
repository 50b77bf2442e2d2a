using System.Text;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>Decisions 2, 9 and 10: every file that a browser keeps is searched after a visit in which somebody read and typed.</summary>
public sealed class ProfileTests(Chromium chromium)
{
    private static readonly string[] Typed = ["Qanariafeld", "Qanarianame", "07700987654", "qanaria@mail.example"];
    private static readonly string[] Read = ["Call 999 on a mobile and stay on the line", "How can we reach you", "We have it", "Peterborough Women"];

    [Fact]
    public async Task No_file_holds_a_word_that_was_read_or_typed() => Assert.Empty(await TracesAsync(script: true));

    /// <summary>
    /// Without script the browser itself sends the form, and Chromium keeps what a tab has sent in the file from which it opens the tabs
    /// again. The site says so before the first question; here is that it is this file and no other, and nothing that was read.
    /// </summary>
    [Fact]
    public async Task Without_script_what_was_typed_is_in_the_browsers_list_of_open_tabs_and_nowhere_else() =>
        Assert.All(await TracesAsync(script: false), trace => Assert.Matches("^'(Qanaria|0770|qanaria).*' is in Default/Sessions/", trace));

    private async Task<IReadOnlyList<string>> TracesAsync(bool script)
    {
        await using var site = Chromium.Serve(new Site());
        var folder = Repository.NewFolder();
        try
        {
            await using (var context = await chromium.LaunchInAsync(folder, site.ClientOptions.BaseAddress, script)) await VisitAsync(context, site);

            // The address of the site is in the history: what is searched is what the browser wrote.
            var authority = Holding(folder, site.ClientOptions.BaseAddress.Authority);
            Assert.Contains("Default/History", authority);
            // A compressed body couldn't be found by its words, but an entry of the cache bears its address in clear.
            Assert.DoesNotContain(authority, file => file.Contains("Cache", StringComparison.Ordinal));
            return [.. Typed.Concat(Read).SelectMany(words => Holding(folder, words).Select(file => $"'{words}' is in {file}"))];
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task VisitAsync(Microsoft.Playwright.IBrowserContext context, Site site)
    {
        var person = await Person.InAsync(context, site.ClientOptions.BaseAddress);
        foreach (var path in new[] { "/en", "/en/g/1", "/en/s/52" }) await person.OpenAsync(path);
        await person.TapLinkAsync("/en/s");
        await person.WalkToAsync("check", answers: new Dictionary<string, string[]>
        {
            ["area"] = ["peterborough"], ["needs"] = ["refuge"], ["words"] = [Typed[0]], ["name"] = [Typed[1]], ["ways"] = ["call", "email"], ["phone"] = [Typed[2]], ["email"] = [Typed[3]],
        });
        await person.PressAsync("change:reach");
        await person.TypeAsync("email", "qanaria@");
        await person.PressAsync("next");
        await person.Page.Locator("#errors").WaitForAsync();
        await person.TypeAsync("email", Typed[3]);
        await person.PressAsync("next");
        await person.Page.Locator("button[value=send]").TapAsync();
        await person.Page.Locator(".reference").WaitForAsync();
        await person.TapLinkAsync("/en/g/74");
        await person.WalkToAsync("reach");
        await person.ChooseAsync("ways", "other");
        await person.Field("other-way").PressSequentiallyAsync(Typed[0]);
        // As when the browser is closed in the middle, which keeps the tabs for the next time.
    }

    private static IReadOnlyList<string> Holding(string folder, string words)
    {
        byte[][] wanted = [Encoding.UTF8.GetBytes(words), Encoding.Unicode.GetBytes(words)];
        return [.. System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file) is { LinkTarget: null } && File.ReadAllBytes(file) is var bytes && wanted.Any(w => bytes.AsSpan().IndexOf(w) >= 0))
            .Select(file => Path.GetRelativePath(folder, file))];
    }
}
