using System.Net;

namespace Signposting.Tests;

/// <summary>The form over HTTP, as somebody without JavaScript meets it.</summary>
public sealed class FormTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_form_with_nothing_but_a_safe_way_of_contact_becomes_a_letter()
    {
        using var own = new Site();
        var visitor = await Begin(own);
        while (visitor.At is not "reach") await visitor.PressAsync("skip");
        await visitor.Fill("ways", "call").Fill("phone", "07700 900123").PressAsync("next");
        while (visitor.At is not "check") await visitor.PressAsync("skip");
        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var reference = visitor.Page.QuerySelector(".reference strong")!.TextContent;
        var letter = Assert.Single(await own.LettersAsync());
        Assert.Equal($"Referral {reference}", letter.Subject);
        Assert.Equal("referrals@partnership.example", letter.To.Mailboxes.Single().Address);
        Assert.Contains("Telephone: 07700 900123", letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_safe_way_of_contact_it_says_what_to_do_and_keeps_what_was_typed()
    {
        var visitor = await Begin(site);
        while (visitor.At is not "reach") await visitor.PressAsync("skip");
        await visitor.Fill("email", "maja at mail").PressAsync("next");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal("reach", visitor.At);
        Assert.Contains("Choose at least one safe way to reach you.", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("maja at mail", visitor.Page.QuerySelector("#email")!.GetAttribute("value"));
    }

    private static async Task<Visitor> Begin(Site site, string language = "en")
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}/c");
        return await visitor.PressAsync("begin");
    }
}
