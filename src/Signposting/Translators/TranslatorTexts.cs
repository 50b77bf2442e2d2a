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

    /// <summary>The English texts of a document, by name, and their stamp.</summary>
    public (IReadOnlyDictionary<string, string> Texts, string Stamp) EnglishOf(string document) => Read(document, Language.English);

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
        foreach (var document in new[] { ("guidance", ".md"), ("services", ".yaml") }.SelectMany(kind => Ids(kind.Item1, kind.Item2)).Where(IsShown))
        {
            var (english, stamp) = EnglishOf(document);
            var translated = File.Exists(PathOf(document, language)) ? Read(document, language).Texts : new Dictionary<string, string>();
            var whole = translated.Count > 0 ? StandingOf(document, language, stamp) : Standing.Missing;
            foreach (var (name, text) in english)
            {
                IReadOnlyList<string> there = translated.TryGetValue(name, out var own) ? [own] : [];
                yield return new TextForTranslator(document, name, text, null, there, there.Count == 0 ? Standing.Missing : whole,
                    name.StartsWith("part ", StringComparison.Ordinal) ? ["Markdown. Keep ## and what stands in (round brackets) after [square ones]."] : []);
            }
        }
    }

    /// <summary>A service that has ended, or has no page, has nothing to read.</summary>
    private bool IsShown(string document) =>
        IsPage(document) || (Front(document, Language.English) is var service && service.Flag("listed", otherwise: true) && service.OneOf<ServiceStatus>("status") != ServiceStatus.Closed);

    private IEnumerable<string> Ids(string kind, string ending) =>
        new ContentFolder(Content, []).Documents(kind, ending, new Faults()).Select(d => $"{kind}/{d.Id}").Order(StringComparer.Ordinal);

    private Standing StandingOf(string document, string language, string stamp)
    {
        var state = TranslationState.Read(Front(document, language), stamp, _faults);
        return !state.UpToDate ? Standing.OutOfDate : state.Review == TranslationReview.Checked ? Standing.Checked : Standing.Machine;
    }

    /// <summary>The file of a document in one language.</summary>
    public string PathOf(string document, string language) =>
        Path.Combine(Content, document + (language == Language.English ? "" : "." + language) + (IsPage(document) ? ".md" : ".yaml"));

    /// <summary>Whether a document is a page, not a service.</summary>
    public static bool IsPage(string document) => document.StartsWith("guidance/", StringComparison.Ordinal);

    private (IReadOnlyDictionary<string, string> Texts, string Stamp) Read(string document, string language)
    {
        var front = Front(document, language);
        if (!IsPage(document))
        {
            var words = ServiceWords.Of(front, translation: language != Language.English, _faults);
            return (words, TranslationState.StampOf(words.Values));
        }
        var (title, summary, body) = (front.Text("title"), front.Text("summary"), Body(document, language));
        return (DocumentText.OfPage(title, summary, body), TranslationState.StampOf([title, summary, body]));
    }

    private YamlMap Front(string document, string language)
    {
        var file = PathOf(document, language);
        var text = File.ReadAllText(file);
        return YamlMap.Parse(IsPage(document) ? GuidanceFile.FrontMatter(text, file, _faults).Yaml : text, file, _faults);
    }

    private string Body(string document, string language)
    {
        var file = PathOf(document, language);
        return GuidanceFile.FrontMatter(File.ReadAllText(file), file, _faults).Body;
    }
}
