using System.Text.RegularExpressions;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>Reads <c>guidance/*.md</c>; the form of a file is described in <c>content/README.md</c>.</summary>
internal static partial class GuidanceFile
{
    /// <summary>A page before its links are resolved: those may lead to pages that are read after it.</summary>
    private sealed record Draft(GuidancePage Page, IReadOnlyDictionary<string, (string Text, Place At)> Texts);

    public static IReadOnlyList<GuidancePage> ReadAll(ContentFolder folder, IReadOnlyList<Language> languages, IReadOnlyList<Service> services, Faults faults)
    {
        var drafts = folder.Documents("guidance", ".md", faults).Select(d => Read(d, folder, services, faults)).ToList();
        var addresses = SitePaths.Fixed.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        foreach (var draft in drafts) addresses["page:" + draft.Page.Id] = SitePaths.Guidance(draft.Page.Number);
        foreach (var service in services.Where(s => s.Shown)) addresses["service:" + service.Id] = SitePaths.Service(service.Number);
        foreach (var service in services.Where(s => s.Status == ServiceStatus.Closed)) addresses["service:" + service.Id] = GuidanceBody.Ended;
        ContentFolder.NumbersAreUnique(drafts.Select(d => (d.Page.Number, d.Page.At)), faults);
        return [.. drafts.Select(d => d.Page with { Bodies = Bodies(d, languages, addresses.GetValueOrDefault, faults) }).OrderBy(p => p.Number)];
    }

    private static Dictionary<string, GuidanceBody> Bodies(Draft draft, IReadOnlyList<Language> languages, Func<string, string?> resolve, Faults faults) =>
        languages.ToDictionary(reader => reader.Code, reader =>
        {
            var written = languages.FirstOrDefault(l => l.Code == reader.Code && draft.Texts.ContainsKey(l.Code)) ?? languages[0];
            var (text, at) = draft.Texts[written.Code];
            return GuidanceBody.Make(text, at, written, reader, resolve, faults);
        });

    private static Draft Read(Document document, ContentFolder folder, IReadOnlyList<Service> services, Faults faults)
    {
        var texts = new Dictionary<string, (string Text, Place At)>(StringComparer.Ordinal);
        var (title, summary) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        var states = new Dictionary<string, TranslationState>(StringComparer.Ordinal);

        var front = Split(folder, document.File, Language.English);
        var stamp = TranslationState.StampOf([title[Language.English], summary[Language.English], texts[Language.English].Text]);
        foreach (var (language, path) in document.Translations)
        {
            var translated = Split(folder, path, language);
            states[language] = TranslationState.Read(translated, stamp, faults);
            translated.NothingElse();
        }
        var page = new GuidancePage(
            document.Id, front.Number("number", 1), front.OneOf<GuidanceSection>("section"), front.Has("theme") ? front.OneOf<GuidanceTheme>("theme") : null, front.Texts("needs"), new LocalText(title), new LocalText(summary),
            new Dictionary<string, GuidanceBody>(), front.Texts("services"), states, front.Date("checked"), front.At);
        _ = front.Text("source");
        front.NothingElse();
        foreach (var id in page.Services.Where(id => !services.Any(s => s.Id == id && (s.Shown || s.Status == ServiceStatus.Closed))))
            faults.Add(front.Where("services"), $"The service '{id}' doesn't exist, or isn't shown. Correct the id.");
        return new Draft(page, texts);

        YamlMap Split(ContentFolder content, string path, string language)
        {
            var text = File.ReadAllText(Path.Combine(content.Path, path));
            faults.AddHiddenSigns(text.Split('\n'), path);
            var (yaml, body, bodyLine) = FrontMatter(text, path, faults);
            var map = YamlMap.Parse(yaml, path, faults, lineOffset: 1);
            (title[language], summary[language]) = (map.Text("title"), map.Text("summary"));
            texts[language] = (body, new Place(path, bodyLine));
            if (body.Length == 0) faults.Add(new Place(path, bodyLine), "The page has no text under its front matter.");
            ServiceFile.NoNumbersTypedIn(body, new Place(path, bodyLine), faults);
            foreach (var name in new[] { "title", "summary" }) ServiceFile.NoNumbersTypedIn(map.OptionalText(name) ?? "", map.Where(name), faults);
            if (language != Language.English) LeadsNowhereElse(body, texts[Language.English].Text, new Place(path, bodyLine), faults);
            return map;
        }
    }

    /// <summary>A translation leads to the same places as the English: nobody is sent anywhere that only one language knows.</summary>
    private static void LeadsNowhereElse(string body, string english, Place at, Faults faults)
    {
        var known = Target().Matches(english).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (Match link in Target().Matches(body))
            if (!known.Contains(link.Groups[1].Value))
                faults.Add(at with { Line = at.Line + body.AsSpan(0, link.Index).Count('\n') }, $"This leads to '{link.Groups[1].Value}', and the English page doesn't. Use the English page's links, or add it there first.");
    }

    /// <summary>The two parts of a page's file.</summary>
    public static (string Yaml, string Body, int BodyLine) FrontMatter(string text, string path, Faults faults)
    {
        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() == "---");
        if (lines[0].TrimEnd() == "---" && end > 0)
            return (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]).Trim('\n'), end + 2);
        faults.Add(new Place(path, 1), "The file should begin with front matter between two lines '---'. Copy it from another page.");
        return ("", text, 1);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)")]
    private static partial Regex Target();
}
