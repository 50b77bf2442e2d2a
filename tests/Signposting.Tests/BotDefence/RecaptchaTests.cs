using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.BotDefence;

/// <summary>Google's check, where an operator offers it: whatever Google says or doesn't, the referral goes through.</summary>
public sealed class RecaptchaTests
{
    private readonly ShiftedClock _clock = new(TimeProvider.System.GetUtcNow());

    public static TheoryData<string, string> Answers => new()
    {
        { "passed", "passed" }, { "wrong action", "failed" }, { "no action", "failed" }, { "wrong host", "failed" }, { "low score", "failed" }, { "no score", "failed" },
        { "old", "failed" }, { "no time", "failed" }, { "used before", "failed" }, { "made up", "failed" }, { "no reason", "failed" },
        { "our secret is wrong", "none" }, { "garbage", "none" }, { "empty", "none" }, { "null", "none" }, { "list", "none" }, { "endless", "none" }, { "500", "none" },
        { "redirect", "none" }, { "cut", "none" }, { "hangs", "none" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_Google_answers_the_form_is_taken(string answer, string result)
    {
        await using var google = await Google.StartAsync();
        google.Answer = AnswerOf(answer);
        await using var site = Guarded.Site(_clock, google.Settings());
        var visitor = await site.From("203.0.113.7").ToCheckAsync();

        var (said, voucher) = await VerifyAsync(site, visitor.Hidden("voucher")!, "V3");
        Assert.Equal(result, said);
        await visitor.SendWithAsync(("voucher", voucher!));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var letter = Assert.Single(await site.LettersAsync()).TextBody!;
        Assert.Equal(result == "passed", letter.Contains("Sent by a person: Google's check was passed", StringComparison.Ordinal));
        Assert.Equal(result == "failed", letter.Contains("Why: Google's check, which the person agreed to, was not passed", StringComparison.Ordinal));
        // Google learns the token and nothing about the reader.
        Assert.Equal(["response", "secret"], Assert.Single(google.Asked).Keys.Order());
        Assert.Equal(("secret-3", "a-token"), (google.Asked.First()["secret"], google.Asked.First()["response"]));
    }

    [Fact]
    public async Task Google_out_of_reach_is_no_result()
    {
        var gone = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, gone.Settings());
        await gone.DisposeAsync();
        var visitor = await site.From("203.0.113.7").ToCheckAsync();

        Assert.Equal("none", (await VerifyAsync(site, visitor.Hidden("voucher")!, "V3")).Result);
    }

    [Fact]
    public async Task The_box_of_v2_has_neither_score_nor_action_and_a_secret_of_its_own()
    {
        await using var google = await Google.StartAsync();
        google.Answer = Google.Says(Google.Passed(score: null));
        await using var site = Guarded.Site(_clock, google.Settings());
        var visitor = await site.From("203.0.113.7").ToCheckAsync();

        Assert.Equal("passed", (await VerifyAsync(site, visitor.Hidden("voucher")!, "V2")).Result);
        Assert.Equal("secret-2", Assert.Single(google.Asked)["secret"]);
    }

    [Fact]
    public async Task A_passed_check_stands_for_the_work_that_is_asked_for()
    {
        await using var google = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, [.. google.Settings(), ("BotDefence:NetworkWorksFrom", "1")]);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("203.0.113.7")).Status);
        var visitor = await site.From("203.0.113.7").ToCheckAsync();
        Assert.NotNull(visitor.Hidden("riddle"));

        await visitor.SendWithAsync(("voucher", (await VerifyAsync(site, visitor.Hidden("voucher")!, "V3")).Voucher!));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.All(await site.LettersAsync(2), l => Assert.DoesNotContain("POSSIBLY AUTOMATED", l.TextBody, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not agreed")]
    [InlineData("made up")]
    [InlineData("another's")]
    [InlineData("too old")]
    public async Task Without_a_voucher_of_its_own_a_form_is_simply_not_marked_as_checked(string which)
    {
        await using var google = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, google.Settings());
        var visitor = await site.From("203.0.113.7").ToCheckAsync();
        var other = await site.From("203.0.113.8").ToCheckAsync();
        var passed = (await VerifyAsync(site, other.Hidden("voucher")!, "V3")).Voucher!;
        if (which == "too old")
        {
            passed = (await VerifyAsync(site, visitor.Hidden("voucher")!, "V3")).Voucher!;
            _clock.Advance(TimeSpan.FromMinutes(90));
            await visitor.PressAsync("stay");
            _clock.Advance(TimeSpan.FromMinutes(31));
        }
        await visitor.SendWithAsync(("voucher", which switch { "not agreed" => visitor.Hidden("voucher")!, "made up" => "AAAA", _ => passed }));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var letter = Assert.Single(await site.LettersAsync()).TextBody!;
        Assert.DoesNotContain("Google", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("POSSIBLY AUTOMATED", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voucher_lives_through_another_language_in_between()
    {
        await using var google = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, google.Settings());
        var visitor = await site.From("203.0.113.7").ToCheckAsync();
        var voucher = (await VerifyAsync(site, visitor.Hidden("voucher")!, "V3")).Voucher!;

        await visitor.PostAsync("/ur/c", [.. visitor.Fields().Where(f => f.Name != "voucher"), ("voucher", voucher), ("go", "stay")]);

        Assert.Equal(voucher, visitor.Hidden("voucher"));
    }

    [Theory]
    [InlineData("", "V3", "a-token")]
    [InlineData("made-up", "V3", "a-token")]
    [InlineData(null, "V3", "")]
    [InlineData(null, "V2", "a-token")]
    public async Task What_no_frame_of_ours_would_ask_is_refused_and_Google_is_not_asked(string? voucher, string kind, string token)
    {
        await using var google = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, google.Settings(v2: false));
        voucher ??= (await site.From("203.0.113.7").ToCheckAsync()).Hidden("voucher")!;

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(site, voucher, kind, token)).StatusCode);
        Assert.Empty(google.Asked);
    }

    [Fact]
    public async Task Off_as_shipped_there_is_no_frame_no_page_and_no_wider_policy()
    {
        await using var site = Guarded.Site(_clock);
        var visitor = await site.From("203.0.113.7").ToCheckAsync();

        Assert.Null(visitor.Hidden("voucher"));
        Assert.Null(visitor.Page.QuerySelector("iframe"));
        Assert.DoesNotContain("frame-src", visitor.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(site.Browser()).OpenAsync("/en/h")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(site, "x", "V3", "x")).StatusCode);
    }

    [Fact]
    public async Task On_every_page_may_frame_ours_and_only_the_frame_may_load_what_Google_documents()
    {
        await using var google = await Google.StartAsync();
        await using var site = Guarded.Site(_clock, google.Settings());
        var page = await site.From("203.0.113.7").ToCheckAsync();
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("google", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", page.Response.Headers.GetValues("X-Frame-Options").Single());

        var frame = await new Visitor(site.Browser()).OpenAsync(page.Page.QuerySelector(".js-only iframe")!.GetAttribute("src")!);
        var own = frame.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal("SAMEORIGIN", frame.Response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'self'", own, StringComparison.Ordinal);
        Assert.All(own.Split(' ', ';').Where(s => s.StartsWith("http", StringComparison.Ordinal)), s => Assert.Matches(@"^https://(www\.google|www\.gstatic|recaptcha\.google)\.com/recaptcha/$", s));
        // Nothing of Google's is in the page itself: it comes only when the person agrees.
        Assert.Empty(frame.Page.QuerySelectorAll("[src]"));
        Assert.Contains("no-store", frame.Response.Headers.GetValues("Cache-Control"));
    }

    [Theory]
    [InlineData("BotDefence:Recaptcha:V3SiteKey", "key", "V3Secret")]
    [InlineData("BotDefence:Recaptcha:V2Secret", "secret", "V2SiteKey")]
    [InlineData("BotDefence:Recaptcha:VerifyAddress", "http://www.google.com/", "VerifyAddress")]
    [InlineData("BotDefence:Recaptcha:LowestScore", "1.5", "LowestScore")]
    [InlineData("BotDefence:AllRestFrom", "30", "AllRestFrom")]
    [InlineData("BotDefence:NetworkMaySend", "9", "NetworkMaySend")]
    [InlineData("BotDefence:WorkBits", "17", "WorkBits")]
    [InlineData("BotDefence:Wait", "00:01:01", "Wait")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        using var site = Guarded.Site(_clock, (key, value));

        var problem = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => site.Browser());
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_without_a_host_name_stop_the_start()
    {
        using var site = Guarded.Site(_clock, ("BotDefence:Recaptcha:V2SiteKey", "key"), ("BotDefence:Recaptcha:V2Secret", "secret"));

        Assert.Contains("HostName", Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => site.Browser()).Message, StringComparison.Ordinal);
    }

    private static Func<HttpContext, Task> AnswerOf(string name) => name switch
    {
        "passed" => Google.Says(Google.Passed()),
        "wrong action" => Google.Says(Google.Passed(action: "login")),
        "no action" => Google.Says(Google.Passed().Replace("\"action\"", "\"other\"", StringComparison.Ordinal)),
        "wrong host" => Google.Says(Google.Passed(host: "www.evil.example")),
        "low score" => Google.Says(Google.Passed(score: 0.4)),
        "no score" => Google.Says(Google.Passed(score: null)),
        "old" => Google.Says(Google.Passed(age: TimeSpan.FromMinutes(6))),
        "no time" => Google.Says(Google.Passed().Replace("challenge_ts", "other", StringComparison.Ordinal)),
        "used before" => Google.Says("""{"success":false,"error-codes":["timeout-or-duplicate"]}"""),
        "made up" => Google.Says("""{"success":false,"error-codes":["invalid-input-response"]}"""),
        "no reason" => Google.Says("""{"success":false}"""),
        "our secret is wrong" => Google.Says("""{"success":false,"error-codes":["invalid-input-secret"]}"""),
        "garbage" => Google.Says("<!doctype html><p>Sorry"),
        "empty" => Google.Says(""),
        "null" => Google.Says("null"),
        "list" => Google.Says("[]"),
        "endless" => Google.Says("{\"success\":true,\"hostname\":\"" + new string('x', 200_000) + "\"}"),
        "500" => Google.Says(Google.Passed(), 500),
        "redirect" => async context =>
        {
            context.Response.Redirect("https://elsewhere.example/", permanent: false, preserveMethod: true);
            await context.Response.CompleteAsync();
        },
        "cut" => context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        _ => Google.Hangs,
    };

    private static async Task<HttpResponseMessage> PostAsync(Site site, string voucher, string kind, string token)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("voucher", voucher), KeyValuePair.Create("kind", kind), KeyValuePair.Create("token", token)]);
        return await site.Browser().PostAsync("/en/h", form, TestContext.Current.CancellationToken);
    }

    /// <summary>What the frame's script does with Google's token.</summary>
    private static async Task<(string? Result, string? Voucher)> VerifyAsync(Site site, string voucher, string kind)
    {
        using var response = await PostAsync(site, voucher, kind, "a-token");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"storage\"", response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        using var said = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (said.RootElement.GetProperty("result").GetString(), said.RootElement.GetProperty("voucher").GetString());
    }
}
