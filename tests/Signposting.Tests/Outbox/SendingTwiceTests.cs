using System.Net;

namespace Signposting.Tests.Outbox;

/// <summary>One conversation makes one referral, however often and from wherever it is sent.</summary>
public abstract class SendingTwiceTests(Func<Task<(string, string)[]>> storage)
{
    [Fact]
    public async Task Presses_at_the_same_time_make_one_referral_and_one_letter()
    {
        using var site = await SiteAsync();
        var visitor = await Filling.FilledInAsync(site.Browser(), "en");
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];

        var pressed = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var hand = new Visitor(site.Browser());
            await hand.PostAsync("/en/c", form);
            return hand;
        }));

        Assert.All(pressed, p => Assert.Equal(HttpStatusCode.OK, p.Status));
        Assert.Single(pressed.Select(p => p.ReferenceShown()).Distinct());
        Assert.Equal((1, 1), await site.CountAsync());
        Assert.Single(await site.LettersAsync());
    }

    [Fact]
    public async Task Going_back_to_change_an_answer_after_sending_makes_nothing_new_and_says_so()
    {
        using var site = await SiteAsync();
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana"));
        var before = visitor.Fields();
        await visitor.PressAsync("send");
        var reference = visitor.ReferenceShown();

        // The page before, as the browser's Back shows it.
        await visitor.PostAsync("/en/c", [.. before, ("go", "change:name")]);
        await visitor.Fill("name", "Another").PressAsync("next");
        await visitor.ToCheckAsync();
        await visitor.PressAsync("send");

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Equal("You have already sent this form", visitor.Heading);
        Assert.Equal(reference, visitor.ReferenceShown());
        Assert.Equal((1, 1), await site.CountAsync());
        Assert.Contains("Ask for: Ana", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_post_of_the_conversation_replayed_after_received_makes_nothing_new()
    {
        using var site = await SiteAsync();
        var browser = site.Browser();
        var visitor = await Filling.BeginAsync(browser);
        var posts = new List<IReadOnlyList<(string, string)>>();
        while (visitor.At != "check")
        {
            if (visitor.At == "reach") visitor.Fill("ways", "call").Fill("phone", "07700 900123");
            var go = visitor.At == "reach" ? "next" : "skip";
            posts.Add([.. visitor.Fields(), ("go", go)]);
            await visitor.PressAsync(go);
        }
        posts.Add([.. visitor.Fields(), ("go", "send")]);
        await visitor.PressAsync("send");
        var reference = visitor.ReferenceShown();

        foreach (var post in posts) await visitor.PostAsync("/en/c", post);

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(reference, visitor.ReferenceShown());
        Assert.Equal((1, 1), await site.CountAsync());
        Assert.Single(await site.LettersAsync());
    }

    [Fact]
    public async Task Sending_to_somebody_else_from_the_same_page_makes_nothing_new()
    {
        using var site = await SiteAsync();
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("area", "cambridge-city"), ("needs", "refuge"), ("needs", "sexual-violence"));
        var receivers = visitor.Page.QuerySelectorAll("input[name=to]").Select(r => r.GetAttribute("value")!).ToList();
        Assert.True(receivers.Count > 1, "This test needs answers that leave a choice.");
        IReadOnlyList<(string, string)> form = [.. visitor.Fields().Where(f => f.Name != "to"), ("go", "send")];

        await visitor.PostAsync("/en/c", [.. form, ("to", receivers[0])]);
        await visitor.PostAsync("/en/c", [.. form, ("to", receivers[1])]);

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Equal((1, 1), await site.CountAsync());
    }

    private async Task<Site> SiteAsync((string, string)[]? settings = null, TimeProvider? clock = null) => new([.. await storage(), .. settings ?? []], clock);
}

public sealed class SendingTwiceOnSqliteTests() : SendingTwiceTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class SendingTwiceOnPostgresTests(SeveralNodes.PostgresServer server) : SendingTwiceTests(server.SettingsAsync);
