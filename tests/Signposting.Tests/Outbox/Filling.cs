namespace Signposting.Tests.Outbox;

/// <summary>Fills in the form, page after page, as somebody would.</summary>
internal static class Filling
{
    public static async Task<Visitor> BeginAsync(HttpClient browser, string language = "en") =>
        await (await new Visitor(browser).OpenAsync($"/{language}/c")).PressAsync("begin");

    /// <summary>
    /// On to the page before "send": gives these answers where they are asked for and skips everything else. Without a way of contact among
    /// them, it is a telephone number.
    /// </summary>
    public static async Task<Visitor> ToCheckAsync(this Visitor visitor, params (string Field, string Value)[] answers)
    {
        if (answers.All(a => a.Field != "ways")) answers = [.. answers, ("ways", "call"), ("phone", "07700 900123")];
        while (visitor.At != "check")
        {
            Assert.True(visitor.At is not null, $"The form has ended early: {visitor.Text}");
            var here = answers.Where(a => visitor.Page.QuerySelector($"[name={a.Field}]") is not null).GroupBy(a => a.Field).ToList();
            foreach (var field in here) visitor.Fill(field.Key, [.. field.Select(f => f.Value)]);
            var before = visitor.At;
            await visitor.PressAsync(here.Count > 0 ? "next" : "skip");
            Assert.True(visitor.At != before, $"The form doesn't go on: {visitor.Text}");
        }
        return visitor;
    }

    /// <summary>Fills in the form and stops before "send".</summary>
    public static async Task<Visitor> FilledInAsync(HttpClient browser, string language, params (string Field, string Value)[] answers) =>
        await (await BeginAsync(browser, language)).ToCheckAsync(answers);

    /// <summary>Fills in the form, sends it and gives the reference.</summary>
    public static async Task<string> SendAsync(HttpClient browser, params (string Field, string Value)[] answers)
    {
        var visitor = await (await FilledInAsync(browser, "en", answers)).PressAsync("send");
        Assert.Equal(System.Net.HttpStatusCode.OK, visitor.Status);
        return visitor.ReferenceShown();
    }

    public static string ReferenceShown(this Visitor visitor) => visitor.Page.QuerySelector(".reference strong")!.TextContent;
}
