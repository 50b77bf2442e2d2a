using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Storage;

namespace Signposting.Referrals;

/// <summary>
/// <c>synthetic</c>: fills in the form over HTTP as a person would, sends it, and looks with the reference until it is delivered. What fails
/// is an alarm and an exit code, so that a scheduled job finds out before a person does.
/// </summary>
public static partial class SyntheticVerb
{
    private const int Delivered = 0, NotDelivered = 1, NotConfigured = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    /// <summary>Goes the whole way once.</summary>
    /// <param name="services">Those of a site with the same keys and settings as the one that is tested.</param>
    /// <param name="to">Address of the site, or null for <c>Referrals:PublicAddress</c>.</param>
    /// <param name="output">What there is to say.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string? to, TextWriter output)
    {
        var options = services.GetRequiredService<IOptions<SyntheticOptions>>().Value;
        if (options.Mailbox is null)
        {
            await output.WriteLineAsync("Set Synthetic:Mailbox to a mailbox of your own, here and for the site. Nothing was sent.");
            return NotConfigured;
        }
        if (!Uri.TryCreate(to ?? services.GetRequiredService<IOptions<ReferralOptions>>().Value.PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            await output.WriteLineAsync($"'{to}' isn't an address such as https://www.site.example. Nothing was sent.");
            return NotConfigured;
        }
        services.GetRequiredService<Database>().MustBeThere();
        services.GetRequiredService<KeyRing>().Check();
        var problem = await TryAsync(services, address, options.MayTake);
        if (problem is null)
        {
            await output.WriteLineAsync("A test form was sent, and its letter delivered.");
            return Delivered;
        }
        await output.WriteLineAsync($"The test has failed: {problem}.");
        if (!await services.GetRequiredService<Alarm>().GiveAsync("synthetic", problem, 1, CancellationToken.None)) await output.WriteLineAsync("Not every way of alarm was heard: see the log.");
        return NotDelivered;
    }

    /// <returns>Null, or what is wrong.</returns>
    private static async Task<string?> TryAsync(IServiceProvider services, Uri address, TimeSpan mayTake)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        using var enough = new CancellationTokenSource(mayTake, clock);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        var (took, arrived) = (false, services.GetRequiredService<CurrentCatalogue>().Now.Phrases is var phrases ? phrases.Say(phrases.English, "status.delivered").Text : "");
        try
        {
            var (reference, problem) = await SendAsync(browser, services.GetRequiredService<Synthetic>().Token(), clock, enough.Token);
            if (reference is null) return problem;
            took = true;
            // As long again: what is measured from here is the letter.
            enough.CancelAfter(mayTake);
            while (!(await PostAsync(browser, "/en" + SitePaths.Status, [("reference", reference), ("go", "look")], enough.Token)).Text.Contains(arrived, StringComparison.Ordinal))
                await Task.Delay(BetweenLooks, clock, enough.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            return took ? $"not delivered within {mayTake.TotalMinutes:0} minutes" : "the site is too slow";
        }
        catch (HttpRequestException)
        {
            return "the site doesn't answer";
        }
    }

    /// <summary>Page by page, with whatever each page carries, to "send".</summary>
    private static async Task<(string? Reference, string? Problem)> SendAsync(HttpClient browser, string token, TimeProvider clock, CancellationToken cancel)
    {
        const string Form = "/en" + SitePaths.Form;
        var page = await PostAsync(browser, Form, [(Synthetic.Field, token), ("go", "begin")], cancel);
        for (var step = 0; step < 100; step++)
        {
            if (ReferenceShown().Match(page.Text) is { Success: true } shown) return (shown.Groups[1].Value, null);
            var carried = Hidden().Matches(page.Text).Select(m => (Name: m.Groups[1].Value, Value: m.Groups[2].Value)).ToList();
            if (carried.FirstOrDefault(f => f.Name == "at").Value is not { } at) return (null, $"the form ends with {(int)page.Status}; the site must have the same keys and Synthetic:Mailbox");
            if (at == "check" && page.Status == HttpStatusCode.UnprocessableEntity) return (null, "the site doesn't take it for a test, and so has not taken it");
            // Held back for a while, as anybody may be when many forms come at once.
            if (at == "check" && page.Status != HttpStatusCode.OK) await Task.Delay(BetweenLooks, clock, cancel);
            page = await PostAsync(browser, Form, [.. carried, .. Answer(at)], cancel);
        }
        return (null, "the form doesn't come to its end");
    }

    private static (string, string)[] Answer(string at) => at switch
    {
        "reach" => [("ways", "other"), ("other-way", "nobody: this is a test"), ("go", "next")],
        "check" => [("to", Synthetic.Destination), ("go", "send")],
        _ => [("go", "skip")],
    };

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(HttpClient browser, string path, IEnumerable<(string Name, string Value)> fields, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await browser.PostAsync(path, form, cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancel)));
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<p class="reference">.*?<strong>([^<]+)</strong>""", RegexOptions.Singleline)]
    private static partial Regex ReferenceShown();
}
