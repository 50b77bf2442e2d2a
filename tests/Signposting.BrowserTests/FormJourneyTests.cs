using Microsoft.Playwright;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>From the home page to the letter that a service receives, as people with a telephone go.</summary>
public sealed class FormJourneyTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", true, "ltr", "English", "He checks my phone. “I can’t call.”")]
    [InlineData("en", false, "ltr", "English", "He checks my phone. “I can’t call.”")]
    [InlineData("pl", true, "ltr", "Polish", "Boję się wrócić. Żółta łódź.")]
    [InlineData("pl", false, "ltr", "Polish", "Boję się wrócić. Żółta łódź.")]
    [InlineData("ur", true, "rtl", "Urdu", "وہ میرا فون دیکھتا ہے۔ مجھے مدد چاہیے۔")]
    [InlineData("ur", false, "rtl", "Urdu", "وہ میرا فون دیکھتا ہے۔ مجھے مدد چاہیے۔")]
    [InlineData("lt", true, "ltr", "Lithuanian", "Bijau grįžti. Ąžuolas.")]
    [InlineData("pa", true, "ltr", "Punjabi", "ਉਹ ਮੇਰਾ ਫ਼ੋਨ ਵੇਖਦਾ ਹੈ।")]
    [InlineData("bn", true, "ltr", "Bengali", "সে আমার ফোন দেখে।")]
    [InlineData("hi", true, "ltr", "Hindi", "वह मेरा फ़ोन देखता है।")]
    [InlineData("gu", true, "ltr", "Gujarati", "એ મારો ફોન જુએ છે.")]
    public async Task From_the_home_page_to_the_letter(string language, bool script, string direction, string englishName, string words)
    {
        await using var site = Chromium.Serve(new Site());
        await using var person = await chromium.PersonAsync(site, script);
        async Task ReadsInTheirLanguage()
        {
            Assert.Equal(language, await person.Page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal(direction, await person.Page.Locator("html").GetAttributeAsync("dir"));
            await Assertions.Expect(person.Page.Locator(Person.WayOut)).ToBeInViewportAsync();
        }

        await person.OpenAsync($"/{language}");
        await ReadsInTheirLanguage();
        await person.TapLinkAsync($"/{language}/c");
        await ReadsInTheirLanguage();
        await person.PressAsync("begin");
        await person.GoOnToAsync("check", new Dictionary<string, string[]>
        {
            ["for"] = ["self"],
            ["danger"] = ["no"],
            ["gender"] = ["woman"],
            ["area"] = ["fenland"],
            ["needs"] = ["refuge", "money"],
            ["where"] = ["near"],
            ["language"] = [language],
            ["words"] = [words],
            ["name"] = ["Maja"],
            ["ways"] = ["call"],
            ["phone"] = ["07700 900123"],
            ["voicemail"] = ["no"],
            ["someone-else"] = [words],
        }, ReadsInTheirLanguage);

        Assert.Equal("fenland-refuge", await person.Page.Locator("input[name=to]:checked").GetAttributeAsync("value"));
        Assert.Contains(words, await person.Page.Locator(".summary").InnerTextAsync(), StringComparison.Ordinal);
        await person.ChooseAsync("to", "victim-witness-hub");
        await person.Page.Locator("button[value=send]").TapAsync();
        var reference = (await person.Page.Locator(".reference strong").InnerTextAsync()).Trim();
        await ReadsInTheirLanguage();
        Assert.Contains("Cambridgeshire Victim and Witness Hub", await person.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var letter = Assert.Single(await site.LettersAsync());
        Assert.Equal($"Referral {reference}", letter.Subject);
        Assert.Equal("referrals@victim-witness-hub.example", letter.To.Mailboxes.Single().Address);
        var lines = letter.TextBody!.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("For: Cambridgeshire Victim and Witness Hub", lines);
        Assert.Contains("Ask for: Maja", lines);
        Assert.Contains("Telephone: 07700 900123", lines);
        Assert.Contains("Voicemail: NEVER leave one", lines);
        Assert.Contains($"If somebody else answers: {words}", lines);
        Assert.Contains($"Language: {englishName}", lines);
        Assert.Contains("Help with: Somewhere safe to stay (a refuge); Help with money", lines);
        Assert.Contains("District: Fenland", lines);
        Assert.Contains("Refuge: Near where I live", lines);
        Assert.Contains(words, lines);
    }
}
