namespace Signposting.Tests.PassingOn;

/// <summary>Fills the form in a few words, for tests of what comes after.</summary>
internal static class FormFilling
{
    /// <summary>Answers the questions given, skips the rest, and stops at "check".</summary>
    public static async Task<Visitor> ToCheckAsync(Site site, string language, params (string Field, string[] Values)[] answers)
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}/c");
        await visitor.PressAsync("begin");
        while (visitor.At is not "check")
        {
            if (visitor.At is "reach" && answers.All(a => a.Field != "ways")) visitor.Fill("ways", "call").Fill("phone", "07700 900123");
            var any = visitor.At is "reach";
            foreach (var (field, values) in answers.Where(a => visitor.Page.QuerySelector($"[name={a.Field}]") is not null))
            {
                visitor.Fill(field, values);
                any = true;
            }
            await visitor.PressAsync(any ? "next" : "skip");
            Assert.True((int)visitor.Status == 200, $"{visitor.Status}: {visitor.Text}");
        }
        return visitor;
    }

    /// <summary>The same, and sends it; gives the reference.</summary>
    public static async Task<string> SendAsync(Site site, string? to = null, string[]? agreed = null, params (string Field, string[] Values)[] answers)
    {
        var visitor = await ToCheckAsync(site, "en", answers);
        if (to is not null) visitor.Fill("to", to);
        if (agreed is not null) visitor.Fill("agreed", agreed);
        await visitor.PressAsync("send");
        Assert.True((int)visitor.Status == 200, $"{visitor.Status}: {visitor.Text}");
        return visitor.Page.QuerySelector(".reference strong")!.TextContent;
    }

    /// <summary>The path of an answer link in a letter.</summary>
    public static string Link(MimeKit.MimeMessage letter, string label)
    {
        var line = letter.TextBody!.Split('\n').First(l => l.StartsWith(label, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(": http", StringComparison.Ordinal) + 2)..].Trim()).AbsolutePath;
    }
}
