using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Translators;

/// <summary>Everything that is translated: the phrases of the interface, and the texts of every document.</summary>
/// <param name="Content">The folder <c>content</c>.</param>
/// <param name="Translations">The folder <c>translations</c>.</param>
internal sealed record TranslatorTexts(string Content, string Translations)
{
    /// <summary>The note of a phrase that a native speaker has approved begins with this; who and when follow.</summary>
    public const string CheckedNote = "checked: ";

    private readonly Faults _faults = new();

    /// <summary>All texts in one language, with how far each has come.</summary>
    public IReadOnlyList<TextForTranslator> In(string language) => [.. Phrases(language), .. Documents(language)];

    /// <summary>What stands in front of the texts of a PO file: its comments and its header.</summary>
    public string HeaderOf(string language)
    {
        var file = Path.Combine(Translations, language + ".po");
        if (!File.Exists(file)) return $"msgid \"\"\nmsgstr \"\"\n\"Language: {language}\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n";
        return string.Concat(File.ReadLines(file).TakeWhile((line, i) => i == 0 || line.Trim().Length > 0).Select(l => l + "\n"));
    }

    /// <summary>The stamp of a document's English.</summary>
    public string StampOf(string document) => Read(document, Language.English).Stamp;

    private IEnumerable<TextForTranslator> Phrases(string language)
    {
        var own = File.Exists(Path.Combine(Translations, language + ".po")) ? PoFile.Read(Translations, language + ".po", _faults).ToLookup(e => e.Key) : Array.Empty<PoEntry>().ToLookup(e => e.Key);
        foreach (var english in PoFile.Read(Translations, Language.English + ".po", _faults))
        {
            var entry = own[english.Key].FirstOrDefault();
            var standing = entry is null || entry.Forms.Count == 0 || entry.Forms.Any(f => f.Length == 0) ? Standing.Missing
                : entry.Fuzzy || entry.English != english.English || entry.EnglishPlural != english.EnglishPlural ? Standing.OutOfDate
                : entry.Notes.Any(n => n.StartsWith(CheckedNote, StringComparison.Ordinal)) ? Standing.Checked
                : Standing.Machine;
            yield return new TextForTranslator("", english.Key, english.English, english.EnglishPlural, standing == Standing.Missing ? [] : entry!.Forms, standing,
                [.. english.Notes, .. entry?.Notes.Where(n => n.StartsWith(CheckedNote, StringComparison.Ordinal)) ?? []]);
        }
    }

    private IEnumerable<TextForTranslator> Documents(string language)
    {
        foreach (var document in new[] { ("guidance", ".md"), ("services", ".yaml") }.SelectMany(kind => Ids(kind.Item1, kind.Item2)))
        {
            var english = Read(document, Language.English);
            if (!IsShown(document, english.Fields)) continue;
            var translated = File.Exists(PathOf(document, language)) ? Read(document, language) : null;
            foreach (var (name, text) in english.Texts)
            {
                var own = translated?.Texts.GetValueOrDefault(name);
                yield return new TextForTranslator(document, name, text, null, own is null ? [] : [own], own is null ? Standing.Missing : StandingOf(translated!.Fields, english.Stamp),
                    name.StartsWith("part ", StringComparison.Ordinal) ? ["Markdown. Keep ## and what stands in (round brackets) after [square ones]."] : []);
            }
        }
    }

    /// <summary>A service that has ended, or has no page, has nothing to read.</summary>
    private static bool IsShown(string document, YamlMap english) =>
        IsPage(document) || (english.Flag("listed", otherwise: true) && english.OneOf<ServiceStatus>("status") != ServiceStatus.Closed);

    private IEnumerable<string> Ids(string kind, string ending) =>
        new ContentFolder(Content, []).Documents(kind, ending, new Faults()).Select(d => $"{kind}/{d.Id}").Order(StringComparer.Ordinal);

    private Standing StandingOf(YamlMap translation, string stamp)
    {
        var state = TranslationState.Read(translation, stamp, _faults);
        return !state.UpToDate ? Standing.OutOfDate : state.Review == TranslationReview.Checked ? Standing.Checked : Standing.Machine;
    }

    /// <summary>The file of a document in one language.</summary>
    public string PathOf(string document, string language) =>
        Path.Combine(Content, document + (language == Language.English ? "" : "." + language) + (IsPage(document) ? ".md" : ".yaml"));

    /// <summary>Whether a document is a page, not a service.</summary>
    public static bool IsPage(string document) => document.StartsWith("guidance/", StringComparison.Ordinal);

    private Opened Read(string document, string language)
    {
        var file = PathOf(document, language);
        var text = File.ReadAllText(file);
        if (!IsPage(document))
        {
            var service = YamlMap.Parse(text, file, _faults);
            var words = ServiceWords.Of(service, translation: language != Language.English, _faults);
            return new Opened(service, words, TranslationState.StampOf(words.Values));
        }
        var (yaml, body, _) = GuidanceFile.FrontMatter(text, file, _faults);
        var front = YamlMap.Parse(yaml, file, _faults);
        var (title, summary) = (front.Text("title"), front.Text("summary"));
        return new Opened(front, DocumentText.OfPage(title, summary, body), TranslationState.StampOf([title, summary, body]));
    }

    /// <summary>A document in one language.</summary>
    /// <param name="Fields">Those of its file, or of a page's front matter.</param>
    /// <param name="Texts">What readers see of it, by name.</param>
    /// <param name="Stamp">Short for these texts.</param>
    private sealed record Opened(YamlMap Fields, IReadOnlyDictionary<string, string> Texts, string Stamp);
}
