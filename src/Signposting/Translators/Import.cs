using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Translators;

/// <summary>What a translator's file changes: the phrases of the interface, and every document that is whole with it.</summary>
/// <param name="texts">What there is to translate.</param>
/// <param name="language">The language.</param>
/// <param name="by">The native speaker who approves of it, or null.</param>
/// <param name="today">When.</param>
/// <param name="all">All texts, as they stand now.</param>
/// <param name="given">What the translator gives, by key.</param>
internal sealed class Import(TranslatorTexts texts, string language, string? by, DateOnly today, IEnumerable<TextForTranslator> all, IReadOnlyDictionary<string, PoEntry> given)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Writes what changes, reads all content anew, and puts everything back as it was if that finds a fault.</summary>
    /// <exception cref="FaultyContentException">The content would not be in order.</exception>
    public void Apply(IReadOnlyList<Language> languages, TextWriter output)
    {
        Phrases();
        var waiting = Documents();
        var before = _files.Keys.ToDictionary(f => f, f => File.Exists(f) ? File.ReadAllBytes(f) : null);
        foreach (var (file, text) in _files) File.WriteAllText(file, text);
        var faults = new Faults();
        _ = Catalogue.Read(texts.Content, texts.Translations, [], faults);
        if (!faults.None)
        {
            foreach (var (file, bytes) in before)
                if (bytes is null) File.Delete(file); else File.WriteAllBytes(file, bytes);
            throw new FaultyContentException(faults.Found);
        }
        output.WriteLine($"{given.Count} texts in '{languages.Single(l => l.Code == language).Name}' were taken in; {_files.Count} files were written.");
        foreach (var (document, missing) in waiting) output.WriteLine($"{document} waits for {missing.Count} more: {string.Join(", ", missing)}");
    }

    private void Phrases()
    {
        var phrases = all.Where(t => t.Document.Length == 0).ToList();
        if (!phrases.Any(p => given.ContainsKey(p.Key))) return;
        var written = phrases.Select(Phrase).OfType<PoEntry>().Select(e => "\n" + PoFile.Write(e));
        _files[Path.Combine(texts.Translations, language + ".po")] = texts.HeaderOf(language) + string.Concat(written);
    }

    /// <summary>A phrase as it will stand there: what is out of date keeps the English it was made from, and so goes on not being shown.</summary>
    private PoEntry? Phrase(TextForTranslator text)
    {
        var notes = text.Notes.Where(n => !n.StartsWith(TranslatorTexts.CheckedNote, StringComparison.Ordinal)).ToList();
        if (given.TryGetValue(text.Key, out var entry))
            return entry with { Notes = by is null ? notes : [.. notes, $"{TranslatorTexts.CheckedNote}{by}, {today:yyyy-MM-dd}"] };
        return text.Standing is Standing.Missing or Standing.OutOfDate ? null : new PoEntry(text.Key, text.English, text.Plural, text.Translation, text.Notes, default);
    }

    /// <summary>A document is written when all of its texts are there: given now, or translated from today's English before.</summary>
    private List<(string Document, List<string> Missing)> Documents()
    {
        var waiting = new List<(string, List<string>)>();
        foreach (var document in all.Where(t => t.Document.Length > 0).GroupBy(t => t.Document).Where(d => d.Any(t => given.ContainsKey(t.Key))))
        {
            var missing = document.Where(t => !given.ContainsKey(t.Key) && t.Standing is Standing.Missing or Standing.OutOfDate && !given.ContainsKey(t.Key)).Select(t => t.Name).ToList();
            if (missing.Count > 0)
            {
                waiting.Add((document.Key, missing));
                continue;
            }
            var whole = document.ToDictionary(t => t.Name, t => given.TryGetValue(t.Key, out var entry) ? entry.Forms[0] : t.Translation[0]);
            var state = DocumentText.State(by, today, texts.EnglishOf(document.Key).Stamp);
            _files[texts.PathOf(document.Key, language)] = TranslatorTexts.IsPage(document.Key) ? DocumentText.WritePage(whole, state) : DocumentText.WriteService(whole, state);
        }
        return waiting;
    }
}
