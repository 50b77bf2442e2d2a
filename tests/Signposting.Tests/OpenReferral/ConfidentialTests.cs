using System.Text.RegularExpressions;
using Signposting.Listings;
using Signposting.Tests.Content;
using Signposting.Tests.DeliveryModes;
using YamlDotNet.RepresentationModel;

namespace Signposting.Tests.OpenReferral;

/// <summary>What the site keeps to itself doesn't leave by the feed, in any field of any answer, however it is written.</summary>
public sealed partial class ConfidentialTests : IAsyncLifetime
{
    /// <summary>Everything that may leave. A new field has to be entered here, by somebody who has thought about it.</summary>
    private static readonly string[] MayLeave =
    [
        "version", "profile", "openapi_url", "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents",
        "id", "name", "description", "url", "status", "alert", "eligibility_description", "minimum_age", "maximum_age", "application_process", "interpretation_services",
        "assured_date", "last_modified", "organization_id", "organization", "service_id", "phones", "number", "type", "schedules", "freq", "byday", "opens_at", "closes_at",
        "service_areas", "languages", "code", "attributes", "link_id", "link_entity", "link_type", "taxonomy_term_id", "taxonomy_term", "taxonomy", "taxonomy_id",
    ];

    private readonly Broken _content = new();
    private readonly MailKey _key = new();
    private readonly string _pin = PinHash.Of("7Kz-41b").ToString();
    private FeedReader _feed = null!;
    private IReadOnlyList<(string Path, string Field, string Value)> _values = [];

    public async ValueTask InitializeAsync()
    {
        // Every way in which a referral can travel, on services that are shown; one service has just closed, and one is listed no more.
        _content.Smime(Listing.Refuge, _key);
        _content.Set("services/cwa-refuge.yaml", "delivery: notice", "code-to: codes@cambridge-womens-aid.example");
        _content.Set("services/pwa-refuge.yaml", "delivery: notice", $"pin: {_pin}");
        _content.Replace("services/cambridge-womens-resources.yaml", "status: ", "status: closed # ");
        _content.Replace("services/survivors-trust.yaml", "status: ", "listed: false\nstatus: ");
        _feed = new FeedReader(_content.Settings());
        _values = [.. from answer in await _feed.EverythingAsync() from value in FeedReader.Values(answer.Text) select (answer.Path, value.Field, value.Value)];
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync();
        _key.Dispose();
        _content.Dispose();
    }

    [Fact]
    public void Only_fields_that_are_known_here() => None.Of(_values.Where(v => v.Field.Length > 0 && !MayLeave.Contains(v.Field)).Select(v => $"{v.Path}: {v.Field}"));

    [Fact]
    public void No_number_that_is_not_to_be_published()
    {
        var published = _feed.Shown.SelectMany(s => s.PublicPhones).Select(p => p.Digits).ToHashSet();
        var kept = _feed.Catalogue.Services.SelectMany(s => s.Phones).Select(p => p.Digits).Where(d => !published.Contains(d)).Distinct().ToList();
        Assert.True(kept.Count > 10, $"Only {kept.Count} numbers are kept back: the content is read wrongly.");

        // National numbers without the zero, so that +44 in front hides nothing; short ones as they are.
        NoneHolds(v => Regex.Replace(v, @"[\s().\-–]", ""), kept.Select(d => d.Length > 6 ? d.TrimStart('0') : d), whole: kept.Where(d => d.Length <= 6).ToHashSet());
        Assert.Contains(_values, v => v.Field == "number");
    }

    [Fact]
    public void No_mailbox_code_pin_or_certificate()
    {
        var desks = _feed.Catalogue.Services.Select(s => s.Referrals).OfType<ReferralDesk>().ToList();
        Assert.True(desks.Count > 10 && desks.Select(d => d.Delivery.GetType()).Distinct().Count() == 3, "The content is read wrongly.");

        NoneHolds(v => v, [.. desks.Select(d => d.Mailbox), .. desks.Select(d => d.Mailbox.Split('@')[1]), "codes@", _pin, "pbkdf2", ".pem", "CERTIFICATE", "smime", "notice", "tls"]);
        None.Of(_values.Where(v => v.Value.Contains('@', StringComparison.Ordinal)).Select(v => $"{v.Path}: {v.Field}: {v.Value}"));
    }

    [Fact]
    public void No_service_that_is_closed_or_not_listed_nor_who_runs_only_such()
    {
        var hidden = _feed.Catalogue.Services.Where(s => !s.Shown).ToList();
        Assert.Equal(["cambridge-womens-resources", "partnership-desk", "refuge-cambs-outreach", "survivors-trust"], hidden.Select(s => s.Id).Order(StringComparer.Ordinal));
        // The partnership's desk is called as the partnership is, which has services that are shown.
        var names = hidden.SelectMany(s => new[] { s.Name, s.Organisation }).Except(_feed.Shown.Select(s => s.Organisation)).ToList();
        Assert.Contains("The Survivors Trust", names);

        None.Of(_values.Where(v => v.Field == "name" && names.Contains(v.Value)).Select(v => $"{v.Path}: {v.Value}"));
        NoneHolds(v => v, hidden.Select(s => s.Texts.Summary.English));
    }

    [Fact]
    public void No_word_that_is_for_editors()
    {
        var words = System.IO.Directory.EnumerateFiles(_content.PathOf("services"), "*.yaml").Concat(System.IO.Directory.EnumerateFiles(_content.PathOf("guidance"), "*.md")).SelectMany(ForEditors).ToList();
        Assert.True(words.Count > 300, $"Only {words.Count} notes were found: the content is read wrongly.");

        NoneHolds(v => v, words.SelectMany(w => w.Split(['.', ';', ':'])).Select(w => w.Trim()).Where(w => w.Length > 24).Distinct());
    }

    /// <summary>We hold no address. If a text ever says one, it says it on the page too; a postcode of a place is in none.</summary>
    [Fact]
    public void No_place_where_a_service_is()
    {
        None.Of(_values.Where(v => Postcode().IsMatch(v.Value)).Select(v => $"{v.Path}: {v.Field}: {v.Value}"));
        Assert.DoesNotContain(_values, v => v.Path.StartsWith("/service_at_locations/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_id_of_ours() =>
        None.Of(_values.Where(v => v.Field is "id" or "service_id" or "link_id" or "organization_id").Where(v => v.Value.Length > 0 && !Guid.TryParse(v.Value, out _)).Select(v => $"{v.Path}: {v.Value}"));

    private void NoneHolds(Func<string, string> plain, IEnumerable<string> secrets, HashSet<string>? whole = null)
    {
        var values = _values.Where(v => !Guid.TryParse(v.Value, out _)).Select(v => (v.Path, v.Field, Value: plain(v.Value))).ToList();
        None.Of(from secret in secrets.ToList()
                from value in values
                where whole?.Contains(secret) == true ? value.Value == secret : value.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)
                select $"{value.Path}: {value.Field}: {secret}");
    }

    /// <summary>Sources and notes, at whatever depth.</summary>
    private static IEnumerable<string> ForEditors(string file)
    {
        var text = File.ReadAllText(file);
        var stream = new YamlStream();
        stream.Load(new StringReader(file.EndsWith(".md", StringComparison.Ordinal) ? text.Split("---\n")[1] : text));
        return stream.Documents[0].AllNodes.OfType<YamlMappingNode>().SelectMany(m => m.Children)
            .Where(c => c.Key is YamlScalarNode { Value: "source" or "note" or "notes" }).Select(c => string.Join(' ', ((YamlScalarNode)c.Value).Value!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")]
    private static partial Regex Postcode();
}
