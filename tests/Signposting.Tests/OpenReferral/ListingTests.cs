using System.Globalization;
using System.Text.Json;
using Signposting.Listings;
using Signposting.OpenReferral;
using Signposting.Tests.Content;
using Signposting.Tests.DeliveryModes;

namespace Signposting.Tests.OpenReferral;

/// <summary>What the feed says of a service is what its page says.</summary>
public sealed class ListingTests(FeedReader feed) : IClassFixture<FeedReader>
{
    /// <summary>RFC 9562, appendix A.4.</summary>
    [Fact]
    public void An_id_is_made_as_the_standard_of_uuids_says() =>
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NameBasedId.Of(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    /// <summary>Others have kept these ids. If this fails, they would lose every service.</summary>
    [Fact]
    public async Task An_id_never_changes()
    {
        var opoka = await feed.ServiceAsync("opoka");

        Assert.Equal("939d5e04-466a-5e5d-9f31-97fb0f310d65", opoka.GetProperty("id").GetString());
        Assert.Equal("d77451d6-c86d-545c-9ad1-cfdc5978ef09", opoka.GetProperty("organization_id").GetString());
    }

    [Fact]
    public async Task No_two_things_have_one_id_and_what_belongs_together_says_so()
    {
        var services = await feed.EachAsync("services");
        var terms = (await feed.ListAsync("taxonomy_terms")).Select(t => t.GetProperty("id").GetString()).ToHashSet();
        var organizations = (await feed.ListAsync("organizations")).Select(o => o.GetProperty("id").GetString()).ToHashSet();
        var parts = services.SelectMany(s => new[] { "phones", "schedules", "service_areas", "languages", "attributes" }.SelectMany(n => List(s, n))).ToList();
        var ids = services.Concat(parts).Select(p => p.GetProperty("id").GetString()!).Concat(terms!).Concat(organizations!).ToList();

        None.Of(ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key));
        None.Of(from service in services
                where service.GetProperty("organization_id").GetString() != service.GetProperty("organization").GetProperty("id").GetString() || !organizations.Contains(service.GetProperty("organization_id").GetString())
                select service.GetProperty("name"));
        None.Of(from service in services
                from part in new[] { "phones", "schedules", "service_areas", "languages" }.SelectMany(n => List(service, n)).Select(p => p.GetProperty("service_id")).Concat(List(service, "attributes").Select(a => a.GetProperty("link_id")))
                where part.GetString() != service.GetProperty("id").GetString()
                select service.GetProperty("name"));
        None.Of(from service in services
                from attribute in List(service, "attributes")
                let term = attribute.GetProperty("taxonomy_term_id").GetString()
                where !terms.Contains(term) || attribute.GetProperty("taxonomy_term").GetProperty("id").GetString() != term
                select service.GetProperty("name"));
    }

    [Fact]
    public async Task Every_fact_is_that_of_the_listing()
    {
        var services = await feed.EachAsync("services");

        Assert.Equal(feed.Shown.Count, services.Count);
        foreach (var (listing, service) in feed.Shown.Zip(services))
        {
            string? Text(string name) => service.TryGetProperty(name, out var value) ? value.ToString() : null;
            Assert.Equal((listing.Name, listing.Organisation, listing.Texts.Summary.English, listing.Texts.Who.English, "active"),
                (Text("name"), service.GetProperty("organization").GetProperty("name").GetString(), Text("description"), Text("eligibility_description"), Text("status")));
            Assert.Equal((listing.FromAge?.ToString(CultureInfo.InvariantCulture), listing.ToAge?.ToString(CultureInfo.InvariantCulture)), (Text("minimum_age"), Text("maximum_age")));
            Assert.Equal(listing.Checked.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text("assured_date"));
            Assert.Equal(listing.Interpreters, Text("interpretation_services") is not null);
            Assert.Equal(listing.Status == ServiceStatus.CheckFirst, Text("alert") is not null);
            Assert.Equal(listing.PublicPhones.Select(p => (p.Number, Checking.Word.Of(p.Kind))), List(service, "phones").Select(p => (p.GetProperty("number").GetString()!, p.GetProperty("type").GetString()!)));
            Assert.Equal(listing.Languages.Select(l => l == "bsl" ? "bfi" : l), List(service, "languages").Select(l => l.GetProperty("code").GetString()));
            Assert.Equal(listing.National ? ["Everywhere in the country"] : feed.Catalogue.Areas.Where(a => listing.Areas.Contains(a.Id)).Select(a => a.Name), List(service, "service_areas").Select(a => a.GetProperty("name").GetString()));
            var kinds = List(service, "attributes").Where(a => a.GetProperty("link_type").GetString() == "service_type").Select(a => a.GetProperty("taxonomy_term").GetProperty("name").GetString());
            Assert.Equal([feed.Catalogue.Phrases.Say(feed.Catalogue.Phrases.English, "kind." + Checking.Word.Of(listing.Kind)).Text], kinds);
        }
    }

    [Fact]
    public async Task A_website_that_nobody_confirmed_is_never_linked_and_our_own_page_stands_for_it()
    {
        var services = await feed.ListAsync("services");
        string Url(Service s) => services.Single(o => o.GetProperty("name").GetString() == s.Name).GetProperty("url").GetString()!;

        var unsure = feed.Shown.First(s => s.Website is not null && s.WebsiteConfidence == Confidence.Low);
        Assert.Equal($"{FeedReader.PublicAddress}/en/s/{unsure.Number}", Url(unsure));
        Assert.Equal("https://opoka.org.uk", Url(feed.Catalogue.Service("opoka")!));
    }

    /// <summary>Read elsewhere, "our form" and "this site" are somebody else's.</summary>
    [Fact]
    public async Task It_can_be_understood_elsewhere()
    {
        async Task<string?> HowAsync(string id) => (await feed.ServiceAsync(id)).GetProperty("application_process").GetString();

        Assert.StartsWith($"Can I refer myself? Yes. Send the form at {FeedReader.PublicAddress}/en/c, or call", await HowAsync("fenland-refuge"), StringComparison.Ordinal);
        Assert.EndsWith("In British Sign Language: By video call on its website.", await HowAsync("national-da-helpline"), StringComparison.Ordinal);
        None.Of(from answer in await feed.EverythingAsync()
                from value in FeedReader.Values(answer.Text)
                where value.Value.Contains("our form", StringComparison.OrdinalIgnoreCase) || value.Value.Contains("this site", StringComparison.OrdinalIgnoreCase)
                select $"{answer.Path}: {value.Field}: {value.Value}");
    }

    [Fact]
    public async Task Hours_are_a_schedule_of_times_where_we_hold_them_and_of_words_where_we_do_not()
    {
        var always = feed.Shown.First(s => s.AlwaysOpen);
        var words = feed.Shown.First(s => !s.AlwaysOpen && s.Texts.Hours is not null);
        var unknown = feed.Shown.First(s => !s.AlwaysOpen && s.Texts.Hours is null);

        var day = Assert.Single(List(await feed.ServiceAsync(always.Id), "schedules"));
        Assert.Equal(("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "00:00:00", "23:59:00"),
            (day.GetProperty("freq").GetString(), day.GetProperty("byday").GetString(), day.GetProperty("opens_at").GetString(), day.GetProperty("closes_at").GetString()));
        var said = Assert.Single(List(await feed.ServiceAsync(words.Id), "schedules"));
        Assert.Equal(["id", "service_id", "description"], said.EnumerateObject().Select(p => p.Name));
        Assert.Equal(words.Texts.Hours!.English, said.GetProperty("description").GetString());
        Assert.Empty(List(await feed.ServiceAsync(unknown.Id), "schedules"));
    }

    [Fact]
    public async Task A_service_is_sorted_by_what_people_ask()
    {
        var page = feed.Catalogue.Page("what-is-a-refuge")!;
        var asked = List(await feed.ServiceAsync("fenland-refuge"), "attributes").Where(a => a.GetProperty("link_type").GetString() == "need").Select(a => a.GetProperty("taxonomy_term"));

        Assert.Contains(asked, t => (t.GetProperty("name").GetString(), t.GetProperty("description").GetString()) == (page.Title.English, page.Summary.English));
    }

    [Fact]
    public async Task An_organisation_is_told_by_what_it_runs()
    {
        var organizations = await feed.ListAsync("organizations");

        Assert.Equal(feed.Shown.Select(s => s.Organisation).Distinct().Order(StringComparer.Ordinal), organizations.Select(o => o.GetProperty("name").GetString()));
        Assert.Equal("Runs: Cambridge Women's Aid refuge; Cambridge Women's Aid community outreach.",
            organizations.Single(o => o.GetProperty("name").GetString() == "Cambridge Women's Aid").GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_number_that_was_checked_later_counts_as_the_change()
    {
        using var content = new Broken();
        content.Replace("services/opoka.yaml", "checked: 2026-11-22\n    note", "checked: 2026-11-24\n    note");
        await using var changed = new FeedReader(content.Settings());

        var opoka = await changed.ServiceAsync("opoka");

        Assert.Equal(("2026-11-22", "2026-11-24T00:00:00Z"), (opoka.GetProperty("assured_date").GetString(), opoka.GetProperty("last_modified").GetString()));
    }

    [Fact]
    public void A_text_that_the_feed_needs_is_asked_for()
    {
        using var content = new Broken();
        content.OnlyEnglish();
        content.Replace("translations/en.po", "msgctxt \"kind.refuge.explained\"", "msgctxt \"kind.refuge.explaned\"");

        Assert.Contains(content.Faults(), f => f.Message == "The Open Referral feed needs the text 'kind.refuge.explained'. Add it.");
    }

    private static List<JsonElement> List(JsonElement service, string name) => service.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
