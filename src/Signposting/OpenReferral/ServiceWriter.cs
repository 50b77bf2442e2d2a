using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.OpenReferral;

/// <summary>
/// Says in the words of the standard what a listing says on its page, and no more. There is nothing here of where a service is: we hold no
/// address, and a refuge's is nobody's to publish.
/// </summary>
internal sealed class ServiceWriter(Catalogue catalogue, Uri site, IReadOnlyList<Service> shown, FeedTaxonomies taxonomies, FeedWords words)
{
    private const string EveryDay = "MO,TU,WE,TH,FR,SA,SU";

    public HsdsService Write(Service service)
    {
        var id = IdOf(service);
        var organization = Organization(service.Organisation);
        return new HsdsService(
            id, organization.Id, service.Name, service.Texts.Summary.English, Url(service), "active", service.Status == ServiceStatus.CheckFirst ? words["service.check-first"] : null,
            service.Texts.Who.English, service.FromAge, service.ToAge, HowToStart(service), service.Interpreters ? words["service.interpreters"] : null,
            service.Checked, LastModified(service), organization)
        {
            Phones = Some(service.PublicPhones.Select(p => PhoneOf(service, p))),
            Schedules = Some(Schedules(service)),
            ServiceAreas = Some(Areas(service)),
            Languages = Some(service.Languages.Select(l => new HsdsLanguage(NameBasedId.Of("language", service.Id, l), id, words["spoken." + l], CodeOf(l)))),
            Attributes = Some(taxonomies.Terms.Where(t => t.IsOf(service)).Select(t => new HsdsAttribute(
                NameBasedId.Of("attribute", service.Id, t.Record.Id.ToString()), id, "service", t.LinkType, t.Record.Id, t.Record))),
        };
    }

    /// <summary>We describe no organisations: what each runs stands for it.</summary>
    public HsdsOrganization Organization(string name) => new(
        NameBasedId.Of("organization", name), name, $"Runs: {string.Join("; ", shown.Where(s => s.Organisation == name).Select(s => s.Name))}.");

    private static Guid IdOf(Service service) => NameBasedId.Of("service", service.Id);

    /// <summary>Its own website, or our page of it: an address that nobody has confirmed is no link on a page, and so none here.</summary>
    private string Url(Service service) =>
        service is { Website: { } website, WebsiteConfidence: not Confidence.Low } ? "https://" + website : Ours(SitePaths.Service(service.Number));

    private string Ours(string page) => new Uri(site, "/en" + page).ToString();

    /// <summary>Read elsewhere, "our form" is nobody's.</summary>
    private string HowToStart(Service service) => string.Join(' ', new[]
    {
        $"{words["service.self-referral"]} {words["service.self-referral." + Word.Of(service.SelfReferral)]}",
        service.Texts.How?.English.Replace("our form", "the form at " + Ours(SitePaths.Form), StringComparison.Ordinal),
        service.Texts.Text is { } text ? $"{words["service.text"]}: {text.English}" : null,
        service.Texts.Bsl is { } bsl ? $"{words["service.bsl"]}: {bsl.English}" : null,
    }.OfType<string>());

    private HsdsPhone PhoneOf(Service service, Phone phone) => new(
        NameBasedId.Of("phone", service.Id, Word.Of(phone.Kind), phone.Digits), IdOf(service), phone.Number, Word.Of(phone.Kind), string.Join(" · ", new[]
        {
            phone.Label?.English, phone.Cost == PhoneCost.Unknown ? null : words["phone.cost." + Word.Of(phone.Cost)],
            phone.Relay ? $"{words["phone.relay"]} 18001 {phone.Number}" : null,
        }.OfType<string>()) is { Length: > 0 } said ? said : null);

    /// <summary>
    /// The place for hours as data: one schedule for each span of hours, times as the clock shows them in England. What a listing says only in
    /// words is a schedule of words.
    /// </summary>
    private IEnumerable<HsdsSchedule> Schedules(Service service)
    {
        var id = NameBasedId.Of("schedule", service.Id);
        if (service.AlwaysOpen)
            yield return new HsdsSchedule(id, IdOf(service), "WEEKLY", EveryDay, TimeOnly.MinValue, new TimeOnly(23, 59), service.Texts.Hours?.English ?? words["service.always-open"]);
        foreach (var alike in (service.Open?.Week ?? []).GroupBy(s => (s.From, s.Until)))
            yield return new HsdsSchedule(
                NameBasedId.Of("schedule", service.Id, $"{alike.Key.From:HHmm}-{alike.Key.Until:HHmm}"), IdOf(service), "WEEKLY",
                string.Join(',', alike.Select(s => s.Day.ToString()[..2].ToUpperInvariant())), alike.Key.From, alike.Key.Until, service.Open!.OnHolidays ? "" : words["open.holidays"]);
        if (!service.AlwaysOpen && service.Texts.Hours is { } hours)
            yield return new HsdsSchedule(id, IdOf(service), null, null, null, null, hours.English);
    }

    private IEnumerable<HsdsServiceArea> Areas(Service service) => service.National
        ? [Area(service, "national", words["service.national"])]
        : catalogue.Areas.Where(a => service.Areas.Contains(a.Id)).Select(a => Area(service, a.Id, a.Name));

    private static HsdsServiceArea Area(Service service, string id, string name) => new(NameBasedId.Of("area", service.Id, id), IdOf(service), name);

    private static DateTime LastModified(Service service) =>
        service.PublicPhones.Select(p => p.Checked).Append(service.Checked).Max().ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>British Sign Language is bfi in ISO 639-3, where bsl is a language of Nigeria.</summary>
    private static string CodeOf(string language) => language == "bsl" ? "bfi" : language;

    private static List<T>? Some<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;
}
