using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;

namespace Signposting.Tests.BotDefence;

/// <summary>The site with its defence as shipped, behind a proxy that says who asks; and people and programs from several networks.</summary>
internal static class Guarded
{
    /// <param name="clock">The test's.</param>
    /// <param name="settings">In place of what is shipped.</param>
    public static Site Site(TimeProvider clock, params (string Key, string Value)[] settings) => new(
        [("BotDefence:FastestForm", "00:00:10"), ("BotDefence:NetworkMaySend", "60"), ("BotDefence:NetworkWorksFrom", "20"), ("BotDefence:AllWorkFrom", "30"),
            ("ForwardedHeaders_Enabled", "true"), .. settings], clock);

    /// <summary>Somebody at that address.</summary>
    public static Visitor From(this Site site, string address)
    {
        var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return new Visitor(browser);
    }

    /// <summary>On to the page before "send", by the shortest way; the words are told to the service.</summary>
    public static async Task<Visitor> ToCheckAsync(this Visitor visitor, string language = "en", string? words = null)
    {
        await visitor.OpenAsync($"/{language}/c");
        await visitor.PressAsync("begin");
        while (visitor.At is not "check")
        {
            if (visitor.At is "reach") await visitor.Fill("ways", "call").Fill("phone", "07700 900123").PressAsync("next");
            else if (visitor.At is "words" && words is not null) await visitor.Fill("words", words).PressAsync("next");
            else await visitor.PressAsync(words is null && visitor.Page.QuerySelector("button[value=rest]") is not null ? "rest" : "skip");
            Assert.True((int)visitor.Status == 200, $"{visitor.Status}: {visitor.Text}");
        }
        return visitor;
    }

    /// <summary>Fills in the shortest form at that address and presses "send" once.</summary>
    public static async Task<Visitor> SendAsync(this Site site, string address) => await (await site.From(address).ToCheckAsync()).PressAsync("send");

    /// <summary>The hidden field of that name on the open page, or null.</summary>
    public static string? Hidden(this Visitor visitor, string name) => (visitor.Page.QuerySelector($"input[type=hidden][name={name}]") as IHtmlInputElement)?.Value;

    /// <summary>Posts the open page with something in its hidden fields.</summary>
    public static Task SendWithAsync(this Visitor visitor, params (string Name, string Value)[] fields) =>
        visitor.PostAsync("/en/c", [.. visitor.Fields().Where(f => fields.All(n => n.Name != f.Name)), .. fields, ("go", "send")]);

    /// <summary>Does the work as a browser's script does it, from its description.</summary>
    public static string Solve(string riddle, int bits)
    {
        var found = new List<int>();
        for (var n = 0; found.Count < 16; n++)
            if (BitConverter.ToUInt32([.. SHA256.HashData(Encoding.UTF8.GetBytes($"{riddle}{found.Count}.{n}"))[..4].Reverse()]) >> (32 - bits) == 0) found.Add(n);
        return string.Join(' ', found);
    }

    public static int Bits(this Visitor visitor) => int.Parse(visitor.Page.QuerySelector("[data-bits]")!.GetAttribute("data-bits")!, System.Globalization.CultureInfo.InvariantCulture);
}
