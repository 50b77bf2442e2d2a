namespace Signposting.BrowserTests;

/// <summary>A browser of five years ago lacks newer things; the visit goes the same way.</summary>
public sealed class OldBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task Without_trusted_types_and_without_knowing_which_button_was_pressed()
    {
        // What a browser doesn't know, it doesn't enforce either.
        await using var person = await chromium.PersonAsync(options: o => o.BypassCSP = true);
        var broke = new List<string>();
        person.Page.PageError += (_, error) => broke.Add(error);
        await person.Context.AddInitScriptAsync("delete window.trustedTypes; delete SubmitEvent.prototype.submitter;");
        await person.OpenAsync("/en");
        Assert.Equal("undefined undefined", await person.Page.EvaluateAsync<string>("() => `${typeof trustedTypes} ${typeof new SubmitEvent('submit').submitter}`"));
        await person.TapLinkAsync("/en/c");
        await person.PressAsync("begin");
        await person.GoOnToAsync("reach");
        await person.ChooseAsync("ways", "other");
        await person.TypeAsync("other-way", "My neighbour");
        await person.SpeakAsync("ur");
        Assert.Equal("reach", await person.AtAsync());
        await person.PressAsync("back");
        Assert.NotEqual("reach", await person.AtAsync());
        await person.NextPageAsync(() => person.Page.Locator("main button[value=skip]").TapAsync());
        Assert.Equal("My neighbour", await person.Field("other-way").InputValueAsync());
        Assert.Equal([new Uri(person.Home, "/ur/c").AbsoluteUri], await person.HistoryAsync());

        await person.ShiftAsync(3);

        await person.GoneAsync();
        Assert.Empty(broke);
    }
}
