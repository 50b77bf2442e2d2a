namespace Signposting.BrowserTests;

/// <summary>A block of data for search engines is nothing that a browser runs, so that the policy for scripts has nothing to refuse.</summary>
public sealed class StructuredDataTests(Chromium chromium)
{
    [Fact]
    public async Task The_policy_refuses_nothing_of_a_page_that_carries_it()
    {
        await using var person = await chromium.PersonAsync();
        var said = new List<string>();
        person.Page.Console += (_, message) => said.Add(message.Text);
        await person.Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective, e.blockedURI))");
        foreach (var path in new[] { "/en", "/en/g/2", "/en/s/52" })
        {
            await person.OpenAsync(path);
            Assert.Equal(1, await person.Page.Locator("script[type='application/ld+json']").CountAsync());
        }
        await person.TapLinkAsync("/en/s", "main");

        Assert.Empty(said);
    }
}
