using System.Net;
using AngleSharp.Html.Parser;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.SafeBrowsing;

/// <summary>
/// Decisions 7 and 9: answers that no walk through the site meets carry the headers too, and each that is a page carries the way out. The
/// walk itself is in <see cref="Pages.PageRuleTests"/>.
/// </summary>
public sealed class EveryAnswerTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Always =
    [
        ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Embedder-Policy", "credentialless"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Request-OTR", "1"), ("Cache-Control", "no-store"),
    ];

    private readonly FaultyClock _clock = new();
    private Site _site = null!;
    private HttpClient _browser = null!;

    public ValueTask InitializeAsync()
    {
        _site = new Site(null, _clock);
        _site.UseKestrel(0);
        _site.StartServer();
        _browser = _site.CreateClient(new() { BaseAddress = _site.ClientOptions.BaseAddress, AllowAutoRedirect = false, HandleCookies = false });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return _site.DisposeAsync();
    }

    [Theory]
    [InlineData("/health/live", false)]
    [InlineData("/health/ready", false)]
    [InlineData("/health/outbox", false)]
    [InlineData("/favicon.ico", true)]
    [InlineData("/robots.txt", null)]
    [InlineData("/apple-touch-icon.png", true)]
    [InlineData("/", null)]
    [InlineData("/xx", true)]
    [InlineData("/en/leave", null)]
    public async Task Whatever_is_asked_for(string path, bool? page)
    {
        using var response = await _browser.GetAsync(path, TestContext.Current.CancellationToken);

        await IsSafeAsync(response, page);
    }

    [Fact]
    public async Task An_error_of_ours()
    {
        _clock.Broken = true;

        using var response = await _browser.PostAsync("/ur/c", new FormUrlEncodedContent([new("go", "begin")]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        await IsSafeAsync(response, page: true);
    }

    [Fact]
    public async Task A_form_that_was_open_for_too_long()
    {
        var visitor = await new Visitor(_browser).OpenAsync("/en/c");
        await visitor.PressAsync("begin");
        _clock.Advance(TimeSpan.FromHours(3));

        await visitor.PressAsync("next");

        Assert.Equal(HttpStatusCode.Gone, visitor.Status);
        await IsSafeAsync(visitor.Response, page: true);
    }

    [Fact]
    public async Task A_form_that_cannot_be_kept()
    {
        var visitor = await new Visitor(_browser).OpenAsync("/en/c");
        await FillInAsync(visitor);
        // The database is taken away under the site: the next one isn't a database, and what is open is closed. In this order: the courier
        // looks all the time, and could have opened the old file again.
        foreach (var file in System.IO.Directory.GetFiles(_site.Data, "*.db*")) File.Delete(file);
        await File.WriteAllTextAsync(Path.Combine(_site.Data, "signposting.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        await IsSafeAsync(visitor.Response, page: true);
    }

    [Fact]
    public async Task A_form_that_was_sent_already()
    {
        var visitor = await new Visitor(_browser).OpenAsync("/en/c");
        await FillInAsync(visitor);
        var again = visitor.Fields().Where(f => f.Name != "to").ToList();
        var other = visitor.Page.QuerySelector("input[name=to]:not([checked])")!.GetAttribute("value")!;
        await visitor.PressAsync("send");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        await visitor.PostAsync("/en/c", [.. again, ("to", other), ("go", "send")]);

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        await IsSafeAsync(visitor.Response, page: true);
    }

    [Fact]
    public async Task Only_the_head_of_a_page()
    {
        using var response = await _browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/en/g/1"), TestContext.Current.CancellationToken);

        await IsSafeAsync(response, page: null);
    }

    private static async Task FillInAsync(Visitor visitor)
    {
        await visitor.PressAsync("begin");
        for (var i = 0; visitor.At != "check" && i < 40; i++)
        {
            if (visitor.At == "needs") await visitor.Fill("needs", "refuge").PressAsync("next");
            else if (visitor.At == "area") await visitor.Fill("area", "fenland").PressAsync("next");
            else if (visitor.At == "reach") await visitor.Fill("ways", "call").Fill("phone", "07700 900123").PressAsync("next");
            else await visitor.PressAsync("skip");
        }
    }

    private static async Task IsSafeAsync(HttpResponseMessage response, bool? page)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Assert.All(Always, a => Assert.Equal(a.Value, headers.GetValueOrDefault(a.Name)));
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.All(new[] { "Server", "Set-Cookie", "X-Powered-By", "ETag", "Last-Modified" }, name => Assert.False(headers.ContainsKey(name), name));
        if (response.StatusCode != HttpStatusCode.OK) Assert.Equal("no-store", headers["CDN-Cache-Control"]);
        if (page is null) return;
        var html = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(page.Value ? 1 : 0, html.QuerySelectorAll(".bar [data-leaves]").Length);
    }

    /// <summary>A clock that can be put forward, and that fails when told to.</summary>
    private sealed class FaultyClock : TimeProvider
    {
        private readonly ShiftedClock _shifted = new(System.GetUtcNow());

        public bool Broken { get; set; }

        public void Advance(TimeSpan by) => _shifted.Advance(by);

        public override DateTimeOffset GetUtcNow() => Broken ? throw new InvalidOperationException("The clock has stopped.") : _shifted.GetUtcNow();
    }
}
