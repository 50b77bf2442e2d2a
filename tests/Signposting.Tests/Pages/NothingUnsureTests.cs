using System.Text.RegularExpressions;
using Signposting.Listings;

namespace Signposting.Tests.Pages;

/// <summary>A wrong number can cost a life: what nobody has confirmed is on no page, in no language, in no form of writing.</summary>
[Collection(nameof(EveryPage))]
public sealed partial class NothingUnsureTests(EveryPage every)
{
    [Fact]
    public void A_number_that_is_not_to_be_published_is_on_no_page()
    {
        var published = every.Catalogue.Services.SelectMany(s => s.PublicPhones).Select(p => p.Digits).ToHashSet();
        var kept = every.Catalogue.Services.SelectMany(s => s.Phones).Where(p => !p.Publish && !published.Contains(p.Digits)).Select(p => p.Digits).ToHashSet();
        Assert.NotEmpty(kept);
        None.Of(from page in every.Seen
                let digits = Digits(page.Words)
                from number in kept
                where digits.Contains(number)
                select $"{page.Label}: {number}");
    }

    [Fact]
    public void A_number_that_is_published_is_on_its_service_s_page_in_every_language() =>
        None.Of(from service in every.Catalogue.Services.Where(s => s.Shown)
                from language in every.Catalogue.Phrases.Languages
                let page = every.At($"/{language.Code}{SitePaths.Service(service.Number)}")!
                let digits = Digits(page.Words)
                from phone in service.PublicPhones
                where !digits.Contains(phone.Digits) || !page.Links.Contains(phone.Address)
                select $"{page.Label}: {phone.Number}");

    [Fact]
    public void A_website_that_nobody_confirmed_is_never_a_link()
    {
        var sure = every.Catalogue.Services.Where(s => s.Website is not null && s.WebsiteConfidence != Confidence.Low).Select(s => Host(s.Website!)).ToHashSet();
        var unsure = every.Catalogue.Services.Where(s => s.Website is not null && s.WebsiteConfidence == Confidence.Low).Select(s => Host(s.Website!)).Where(h => !sure.Contains(h)).ToHashSet();
        Assert.NotEmpty(unsure);
        None.Of(from page in every.Seen
                from link in page.Links
                where link.StartsWith("http", StringComparison.Ordinal) && unsure.Contains(Host(new Uri(link).Authority))
                select $"{page.Label}: {link}");
    }

    [Fact]
    public void No_mailbox_that_receives_referrals_is_on_any_page() =>
        None.Of(from page in every.Seen
                from service in every.Catalogue.Services
                where service.Referrals is { } desk && page.Html.Contains(desk.Mailbox, StringComparison.OrdinalIgnoreCase)
                select $"{page.Label}: {service.Referrals!.Mailbox}");

    private static string Host(string website) => website.Split('/')[0].Replace("www.", "", StringComparison.Ordinal);

    /// <summary>Every run of digits, however it is written: with spaces, hyphens, brackets or the country's code.</summary>
    private static HashSet<string> Digits(string words) =>
        [.. Written().Matches(words).Select(m => NotDigits().Replace(Country().Replace(m.Value, "0"), "")).SelectMany(d => new[] { d, d.StartsWith("18001", StringComparison.Ordinal) ? d[5..] : d })];

    [GeneratedRegex(@"[+(]{0,2}\d(?:[\s ().\-–]{0,2}\d)*")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\(?(?:\+|00)\s?44[\s ()0\-]*")]
    private static partial Regex Country();

    [GeneratedRegex(@"\D")]
    private static partial Regex NotDigits();
}
