using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>What people do with the form besides going straight on.</summary>
public sealed class FormHabitsTests(Chromium chromium)
{
    private static readonly Dictionary<string, string[]> Reachable = new()
    {
        ["needs"] = ["refuge"],
        ["area"] = ["peterborough"],
        ["ways"] = ["text"],
        ["phone"] = ["07700 900123"],
    };

    private static readonly Dictionary<string, string[]> Professional = new() { ["for"] = ["professional"] };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_answer_leads_back_to_the_check_page_and_to_another_receiver(bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.WalkToAsync("check", answers: Reachable);
        var to = person.Page.Locator("input[name=to]:checked");
        Assert.Equal("pwa-refuge", await to.GetAttributeAsync("value"));

        await person.PressAsync("change:area");
        Assert.Equal("area", await person.AtAsync());
        Assert.True(await person.Page.Locator("input[value=peterborough]").IsCheckedAsync());
        await person.ChooseAsync("area", "cambridge-city");
        await person.PressAsync("next");

        Assert.Equal("check", await person.AtAsync());
        Assert.Equal("cwa-refuge", await to.GetAttributeAsync("value"));
        Assert.Contains("Cambridge City", await person.Page.Locator(".summary").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_that_is_taken_back_takes_its_own_questions_with_it()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("check", answers: new Dictionary<string, string[]>(Reachable) { ["where"] = ["near"] });
        Assert.Equal(1, await person.Page.Locator("button[value='change:where']").CountAsync());

        await person.PressAsync("change:needs");
        await person.ChooseAsync("needs", "money");
        await person.Page.Locator("label[for=needs]").TapAsync();
        await person.PressAsync("next");

        Assert.Equal("check", await person.AtAsync());
        Assert.Equal(0, await person.Page.Locator("button[value='change:where']").CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_keeps_what_was_typed(bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.WalkToAsync("agency", answers: Professional);
        await person.TypeAsync("agency", "Half a name");
        await person.PressAsync("back");
        Assert.Equal("knows", await person.AtAsync());

        await person.PressAsync("skip");

        Assert.Equal("agency", await person.AtAsync());
        Assert.Equal("Half a name", await person.Field("agency").InputValueAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_language_in_the_middle_keeps_the_question_and_what_was_typed(bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.WalkToAsync("reach");
        await person.ChooseAsync("ways", "other");
        await person.TypeAsync("other-way", "Not finished\n\nمیں");

        await person.SpeakAsync("ur");
        Assert.Equal("reach", await person.AtAsync());
        Assert.Equal("rtl", await person.Page.Locator("html").GetAttributeAsync("dir"));
        Assert.EndsWith("/ur/c", person.Page.Url, StringComparison.Ordinal);
        Assert.Equal("Not finished\n\nمیں", await person.Field("other-way").InputValueAsync());

        await person.SpeakAsync("pl");
        Assert.Equal("pl", await person.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Not finished\n\nمیں", await person.Field("other-way").InputValueAsync());
        Assert.True(await person.Page.Locator("input[name=ways][value=other]").IsCheckedAsync());
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
    }

    [Fact]
    public async Task Another_language_on_the_check_page_keeps_the_chosen_receiver()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("check", answers: Reachable);
        await person.ChooseAsync("to", "victim-witness-hub");

        await person.SpeakAsync("ur");

        Assert.Equal("check", await person.AtAsync());
        Assert.Equal("victim-witness-hub", await person.Page.Locator("input[name=to]:checked").GetAttributeAsync("value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_in_a_text_field_goes_on_in_the_same_language(bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.WalkToAsync("agency", "ur", Professional);
        await person.TypeAsync("agency", "School");

        await person.NextPageAsync(() => person.Field("agency").PressAsync("Enter"));

        Assert.Equal("age", await person.AtAsync());
        Assert.Equal("ur", await person.Page.Locator("html").GetAttributeAsync("lang"));
        await person.PressAsync("back");
        Assert.Equal("School", await person.Field("agency").InputValueAsync());
    }

    [Fact]
    public async Task Enter_on_the_check_page_sends_nothing()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("check", answers: Reachable);

        await person.NextPageAsync(() => person.Page.Locator("input[name=to]:checked").PressAsync("Enter"));

        Assert.Equal("check", await person.AtAsync());
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("pl", false)]
    [InlineData("ur", true)]
    [InlineData("ur", false)]
    public async Task What_is_wrong_is_said_at_the_top_and_at_the_field_and_the_one_leads_to_the_other(string language, bool script)
    {
        await using var person = await chromium.PersonAsync(script: script);
        await person.WalkToAsync("reach", language);
        await person.ChooseAsync("ways", "call", "email");
        await person.TypeAsync("email", "maja at mail");
        await person.PressAsync("next");

        var links = person.Page.Locator("#errors a");
        // In the order of the page.
        Assert.Equal(["#phone", "#email"], await links.EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))"));
        foreach (var link in await links.AllAsync())
        {
            var field = (await link.GetAttributeAsync("href"))![1..];
            var inline = person.Page.Locator($"#{field}-error");
            Assert.Equal(await link.InnerTextAsync(), await inline.InnerTextAsync());
            Assert.Contains($"{field}-error", await person.Page.Locator($"#{field}").GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
            await AssertSpeaks(language, inline);
        }

        // By keyboard: Enter on the link, and what is typed next stands in the field.
        await links.And(person.Page.Locator("[href='#phone']")).FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator("#phone")).ToBeFocusedAsync();
        await person.Page.Keyboard.TypeAsync("07700 900123");
        Assert.Equal("07700 900123", await person.Field("phone").InputValueAsync());
        Assert.Equal("maja at mail", await person.Field("email").InputValueAsync());
        Assert.True(await person.Page.Locator("input[name=ways][value=call]").IsCheckedAsync());
    }

    /// <summary>In the reader's language; or, where it isn't translated yet, in English and marked so.</summary>
    private static async Task AssertSpeaks(string language, ILocator text)
    {
        var spoken = await text.EvaluateAsync<string>("e => (e.querySelector('[lang]') ?? e).closest('[lang]').lang");
        var urdu = (await text.InnerTextAsync()).Any(c => c is >= '\u0600' and <= '\u06FF');
        Assert.True(spoken == language || spoken == "en", $"'{await text.InnerTextAsync()}' is in {spoken}");
        Assert.Equal(spoken == "ur", urdu);
    }
}
