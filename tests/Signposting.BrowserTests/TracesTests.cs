namespace Signposting.BrowserTests;

/// <summary>What a visit leaves behind on the device and with others: nothing that a page of ours could help.</summary>
public sealed class TracesTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task Every_page_linked_from_home_keeps_nothing_asks_nobody_else_and_has_a_neutral_title_and_address(string language)
    {
        await using var person = await chromium.PersonAsync();
        var complaints = new List<string>();
        person.Page.Console += (_, said) => { if (said.Type is "error" or "warning") complaints.Add($"{person.Page.Url}: {said.Text}"); };
        person.Page.PageError += (_, broke) => complaints.Add($"{person.Page.Url}: {broke}");
        await person.OpenAsync($"/{language}");
        var title = await person.Page.TitleAsync();
        var paths = await person.Page.Locator($"a[href^='/{language}/']").EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))");
        paths = [.. paths.Distinct().Where(p => !p.EndsWith("/leave", StringComparison.Ordinal))];
        Assert.InRange(paths.Length, 12, 60);

        foreach (var path in paths)
        {
            Assert.Matches("^/[a-z]{2}(/[a-z](/[0-9]+)?)?$", path);
            await person.OpenAsync(path);
            Assert.Equal(title, await person.Page.TitleAsync());
            Assert.Equal("", await person.Page.EvaluateAsync<string>("""
                async () => [
                    document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(d => d.name),
                    ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(r => r.scope),
                ].join(' ').trim()
                """));
        }

        Assert.Empty(await person.Context.CookiesAsync());
        Assert.Empty(person.Elsewhere.Select(r => r.Url));
        // The policy forbids nothing that the pages themselves do.
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_form_keeps_nothing_on_the_device_and_nothing_in_the_address()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.ChooseAsync("ways", "call");
        await person.TypeAsync("phone", "07700 900123");
        await person.PressAsync("next");

        Assert.Equal("check", await person.AtAsync());
        Assert.EndsWith("/en/c", person.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await person.Context.CookiesAsync());
        Assert.Equal(0, await person.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        // The sealed answers in the page can't be read by whoever finds it.
        Assert.DoesNotContain("900123", await person.Page.Locator("input[name=state]").GetAttributeAsync("value"), StringComparison.Ordinal);
        Assert.Empty(person.Elsewhere);
    }
}
