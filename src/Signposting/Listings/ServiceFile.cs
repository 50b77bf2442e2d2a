using System.Text.RegularExpressions;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>Reads <c>services/*.yaml</c>; the form of a file is described in <c>content/README.md</c>.</summary>
internal static partial class ServiceFile
{
    public static IReadOnlyList<Service> ReadAll(ContentFolder folder, IReadOnlyList<Area> areas, Faults faults)
    {
        var services = folder.Documents("services", ".yaml", faults).Select(d => Read(d, folder, areas, faults)).ToList();
        var ids = services.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var service in services)
        {
            foreach (var unknown in service.Instead.Where(id => !ids.Contains(id)))
                faults.Add(service.At, $"'instead' names the service '{unknown}', which doesn't exist. Correct the id.");
            if (service is { Shown: true, Website: null } && !service.PublicPhones.Any() && service.Instead.Count == 0)
                faults.Add(service.At, "The service has no number to show and no website. Add 'instead:' with the services to call in its place.");
        }
        ContentFolder.NumbersAreUnique(services.Select(s => (s.Number, s.At)), faults);
        return services;
    }

    private static Service Read(Document document, ContentFolder folder, IReadOnlyList<Area> areas, Faults faults)
    {
        var file = YamlMap.ReadFile(folder.Path, document.File, faults);
        var words = ServiceWords.Read(file, document, folder, faults);
        var ages = file.OptionalMap("ages");
        var website = file.OptionalText("website");
        var service = new Service(
            document.Id, file.Number("number", 1), file.Text("name"), file.Text("organisation"), file.OneOf<ServiceKind>("kind"),
            file.OneOf<ServiceStatus>("status"), file.Flag("listed", otherwise: true), AreasOf(file, areas, faults), file.OneOf<ServiceGender>("gender"),
            ages?.OptionalNumber("from"), ages?.OptionalNumber("to"), file.AnyOf<ServiceGroup>("groups"),
            LanguagesOf(file, faults), file.Flag("interpreters"), file.Flag("step-free"), TextsOf(file, words), file.Flag("always-open"), OpeningHours.Read(file, faults),
            [.. file.Maps("phones").Select(p => Phone.Read(p, words, faults))], file.Texts("instead"), website,
            file.OneOf<Confidence>("website-confidence", Confidence.Low), file.OneOf<SelfReferral>("self-referral"), DeskFile.Read(file, folder, faults), words.States, file.Date("checked"), file.At);
        ages?.NothingElse();
        if (website is not null && !Host().IsMatch(website))
            faults.Add(file.Where("website"), $"'{website}' should be a host and path without https://, such as opoka.org.uk.");
        _ = (file.Text("source"), file.OptionalText("notes"));
        file.NothingElse();
        return service;
    }

    private static List<string> AreasOf(YamlMap file, IReadOnlyList<Area> areas, Faults faults)
    {
        var named = file.Texts("areas");
        if (named.Count == 0) faults.Add(file.Where("areas"), "'areas' is missing. List district ids, or [county], or [national].");
        foreach (var unknown in named.Where(n => n is not ("county" or "national") && areas.All(a => a.Id != n)))
            faults.Add(file.Where("areas"), $"The area '{unknown}' isn't known. Use {string.Join(", ", areas.Select(a => a.Id))}, county or national.");
        if (named.Contains("national")) return [];
        return named.Contains("county") ? [.. areas.Select(a => a.Id)] : [.. named];
    }

    private static IReadOnlyList<string> LanguagesOf(YamlMap file, Faults faults)
    {
        var codes = file.Texts("languages");
        foreach (var odd in codes.Where(c => !Code().IsMatch(c)))
            faults.Add(file.Where("languages"), $"'{odd}' isn't a language code. Use codes such as en, pl, ur, or bsl for British Sign Language.");
        return codes;
    }

    private static ServiceTexts TextsOf(YamlMap file, ServiceWords words)
    {
        LocalText Must(string name) => words[name] ?? new LocalText(new Dictionary<string, string> { [Language.English] = file.Text(name) });
        return new ServiceTexts(Must("summary"), Must("who"), words["hours"], words["how"], words["text"], words["bsl"]);
    }

    internal static void NoNumbersTypedIn(string text, Place at, Faults faults)
    {
        foreach (var typed in TypedNumber.Telephones(text))
            faults.Add(at with { Line = at.Line + text.AsSpan(0, typed.Index).Count('\n') }, $"The number '{typed.Value.Trim()}' is typed into a text. Put it into 'phones' of a service and link that: only there is it checked.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/\S*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex("^[a-z]{2,3}$")]
    private static partial Regex Code();
}
