using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Time.Testing;

namespace Signposting.Tests.Outbox;

/// <summary>The site on a real port, because the server's own limits are part of it; the clock is the tests'.</summary>
public sealed class ListeningSite : IDisposable
{
    public ListeningSite()
    {
        Site = new Site(null, Clock);
        Site.UseKestrel(0);
        Site.StartServer();
    }

    internal FakeTimeProvider Clock { get; } = Shelf.ClockFromNow();

    internal Site Site { get; }

    internal HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Site.ClientOptions.BaseAddress };

    public void Dispose() => Site.Dispose();
}

/// <summary>What no page of ours could have sent, or was sent too late, gets a clear page in the reader's language; nothing comes of it.</summary>
public sealed class RefusedFormsTests(ListeningSite listening) : IClassFixture<ListeningSite>
{
    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("ur", "rtl")]
    [InlineData("pl", "ltr")]
    public async Task A_state_that_was_tampered_with_is_refused(string language, string direction)
    {
        var visitor = await Filling.FilledInAsync(listening.Browser(), language);
        var state = Value(visitor, "state");
        // Each part of it matters: its head, its middle and its end.
        foreach (var place in new[] { 0, state.Length / 2, state.Length - 2 })
        {
            var changed = state[..place] + (state[place] == 'A' ? 'B' : 'A') + state[(place + 1)..];
            await Refused(language, direction, 400, Send(changed), "closed");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("%%%")]
    [InlineData("half")]
    [InlineData("twice")]
    public async Task A_state_that_is_cut_or_made_up_is_refused(string state)
    {
        var visitor = await Filling.FilledInAsync(listening.Browser(), "pl");
        var whole = Value(visitor, "state");

        await Refused("pl", "ltr", 400, Send(state switch { "half" => whole[..(whole.Length / 2)], "twice" => whole + whole, _ => state }), "closed");
    }

    [Fact]
    public async Task A_form_without_any_state_is_refused() => await Refused("ur", "rtl", 400, [("at", "check"), ("go", "send"), ("to", "partnership-desk")], "closed");

    [Fact]
    public async Task A_page_that_was_open_for_too_long_is_refused_and_what_was_typed_last_can_be_copied()
    {
        var visitor = await Filling.BeginAsync(listening.Browser(), "pl");
        while (visitor.At != "words") await visitor.PressAsync("skip");
        var state = Value(visitor, "state");
        listening.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));

        var page = await Refused("pl", "ltr", 410, [("state", state), ("at", "words"), ("go", "next"), ("words", "Długo <b>pisane</b>")], "closed");

        Assert.Equal("Długo <b>pisane</b>", page.QuerySelector(".typed")!.TextContent);
    }

    [Fact]
    public async Task A_page_that_was_open_for_just_less_than_too_long_is_taken()
    {
        var visitor = await Filling.BeginAsync(listening.Browser());
        listening.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        await visitor.PressAsync("skip");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Theory]
    [InlineData("age", "no-such-age")]
    [InlineData("ways", "pigeon")]
    [InlineData("exclude", "No Such Organisation")]
    public async Task An_option_that_does_not_exist_is_refused(string field, string value)
    {
        var visitor = await Filling.BeginAsync(listening.Browser(), "ur");
        while (visitor.Page.QuerySelector($"[name={field}]") is null)
        {
            if (visitor.At == "reach") await visitor.Fill("ways", "call").Fill("phone", "07700 900123").PressAsync("next");
            else await visitor.PressAsync("skip");
        }

        await Refused("ur", "rtl", 400, [("state", Value(visitor, "state")), ("at", visitor.At!), ("go", "next"), (field, value)], "closed");
    }

    [Theory]
    [InlineData("go", "fly")]
    [InlineData("go", "skip")]
    [InlineData("at", "nowhere")]
    [InlineData("at", "")]
    public async Task A_button_or_a_question_that_does_not_exist_is_refused(string field, string value)
    {
        var visitor = await Filling.BeginAsync(listening.Browser());
        while (visitor.At != "reach") await visitor.PressAsync("skip");
        var form = new List<(string Name, string Value)> { ("state", Value(visitor, "state")), ("at", "reach"), ("go", "next") };
        form[form.FindIndex(f => f.Name == field)] = (field, value);

        await Refused("en", "ltr", 400, form, "closed");
    }

    [Fact]
    public async Task Send_before_everything_needed_was_answered_asks_for_it()
    {
        var (browser, before) = (listening.Browser(), await listening.Site.CountAsync());
        var visitor = await Filling.BeginAsync(browser);
        await visitor.PostAsync("/en/c", [("state", Value(visitor, "state")), ("at", "check"), ("go", "send"), ("to", "partnership-desk")]);

        Assert.Equal("for", visitor.At);
        Assert.Equal(before, await listening.Site.CountAsync());
    }

    [Fact]
    public async Task A_receiver_that_was_not_offered_gets_nothing()
    {
        var before = await listening.Site.CountAsync();
        var visitor = await Filling.FilledInAsync(listening.Browser(), "en");
        await visitor.PostAsync("/en/c", [("state", Value(visitor, "state")), ("at", "check"), ("go", "send"), ("to", "caprcp-chisva")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal("check", visitor.At);
        Assert.Equal(before, await listening.Site.CountAsync());
    }

    [Theory]
    [InlineData("one long field")]
    [InlineData("many fields")]
    [InlineData("chunked")]
    public async Task A_form_that_is_too_large_is_refused(string how)
    {
        HttpContent content = how switch
        {
            "many fields" => Urlencoded(string.Join('&', Enumerable.Range(0, 5000).Select(i => $"f{i}=1"))),
            _ => Urlencoded("words=" + new string('x', 300_000)),
        };

        await Refused("ur", "rtl", 413, content, "problem", request => request.Headers.TransferEncodingChunked = how == "chunked");
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "go=begin")]
    [InlineData("multipart/form-data", "go=begin")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"go\"\r\n\r\nbeg")]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "go=fly")]
    [InlineData("application/x-www-form-urlencoded", "%%%=%&&&==")]
    [InlineData("///", "go=begin")]
    [InlineData(null, "go=begin")]
    public async Task A_body_that_is_no_form_is_refused(string? type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        await Refused("pl", "ltr", 400, content, "either");
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_that_another_site_posts_is_refused(string from)
    {
        var visitor = await Filling.FilledInAsync(listening.Browser(), "ur");
        var content = Urlencoded(string.Join('&', visitor.Fields().Append(("go", "send")).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}")));

        await Refused("ur", "rtl", 403, content, "problem", request => request.Headers.Add("Sec-Fetch-Site", from));
    }

    private static string Value(Visitor visitor, string field) => visitor.Fields().Single(f => f.Name == field).Value;

    private static (string, string)[] Send(string state) => [("state", state), ("at", "check"), ("go", "send"), ("to", "partnership-desk")];

    private static StringContent Urlencoded(string body) => new(body, MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));

    private Task<AngleSharp.Html.Dom.IHtmlDocument> Refused(string language, string direction, int status, IEnumerable<(string Name, string Value)> form, string page) =>
        Refused(language, direction, status, new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))), page);

    /// <summary>Posts it and looks for a whole page in that language, with a way out, numbers to call and a way on; counts before and after.</summary>
    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Refused(
        string language, string direction, int status, HttpContent content, string page, Action<HttpRequestMessage>? change = null)
    {
        var before = await listening.Site.CountAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{language}/c") { Content = content };
        change?.Invoke(request);
        using var browser = listening.Browser();
        using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        var shown = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((language, direction), (shown.DocumentElement.GetAttribute("lang"), shown.DocumentElement.GetAttribute("dir")));
        Assert.NotEmpty(shown.QuerySelector("h1")!.TextContent);
        Assert.NotNull(shown.QuerySelector("a.leave"));
        Assert.NotEmpty(shown.QuerySelectorAll("main a[href^='tel:']"));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        if (page != "either") Assert.Equal(page == "closed", shown.QuerySelector("button[value=begin]") is not null);
        Assert.Equal(before, await listening.Site.CountAsync());
        return shown;
    }
}
