namespace Signposting.BrowserTests;

/// <summary>One page of every kind, in the order in which somebody might come by.</summary>
internal static class Tour
{
    /// <summary>Opens them one after the other and names each while it is open.</summary>
    public static async IAsyncEnumerable<string> OfAsync(Person person, string language)
    {
        foreach (var (kind, path) in new[]
        {
            ("home", ""), ("section", "/t/1"), ("guidance", "/g/1"), ("services", "/s"), ("service", "/s/52"), ("service without a number", "/s/26"),
            ("area", "/a"), ("district", "/a/4"), ("cards", "/p"), ("poster", "/p/4"), ("start of the form", "/c"),
        })
        {
            await person.OpenAsync($"/{language}{path}");
            yield return kind;
        }

        await person.OpenAsync($"/{language}/f");
        yield return "what is going on";
        await person.TapAnswerAsync("what", "support");
        yield return "where";
        await person.TapAnswerAsync("where", "peterborough");
        yield return "what matters";
        await person.ChooseAsync("matters", "men");
        await person.TapAnswerAsync("go", "show");
        yield return "the doors";

        await person.Page.GotoAsync($"/{language}/no-such-page");
        yield return "not found";

        await person.OpenAsync($"/{language}/a");
        await person.TypeAsync("typed", "Nowhere at all");
        await person.Page.Locator("main form button").TapAsync();
        await person.Page.Locator("#errors").WaitForAsync();
        yield return "area with an error";

        await person.WalkToAsync("needs", language, new Dictionary<string, string[]> { ["area"] = ["fenland"] });
        yield return "question";

        await person.ChooseAsync("needs", "refuge", "stalking");
        await person.PressAsync("next");
        await person.PressAsync("rest");
        await person.ChooseAsync("ways", "call", "email", "other");
        await person.TypeAsync("email", "maja at mail");
        await person.PressAsync("next");
        await person.Page.Locator("#errors").WaitForAsync();
        yield return "question with errors";

        await person.TypeAsync("phone", "07700 900123");
        await person.TypeAsync("email", "a.very.long.address.of.somebody.with.many.names@mail.of.a.long.name.example");
        await person.TypeAsync("other-way", "Averylongwordthatdoesnotbreakanywhereatallandgoesonforeverandeverandever\nمیری بہن");
        await person.PressAsync("next");
        Assert.Equal("check", await person.AtAsync());
        yield return "check page";

        await person.Page.Locator("button[value=send]").TapAsync();
        await person.Page.Locator(".reference").WaitForAsync();
        yield return "received";
    }
}
