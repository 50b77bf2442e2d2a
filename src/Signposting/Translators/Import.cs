using System.Globalization;
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
        var faults = new Faults();
        var good = false;
        try
        {
            foreach (var (file, text) in _files) File.WriteAllText(file, text);
            _ = Catalogue.Read(texts.Content, texts.Translations, [], faults);
            good = faults.None;
        }
        finally
        {
            // Also when reading it breaks in a way that nobody thought of.
            if (!good) PutBack(before);
        }
        if (!good) throw new FaultyContentException(faults.Found);
        output.WriteLine($"{given.Count} texts in '{languages.Single(l => l.Code == language).Name}' were taken in; {_files.Count} files were written.");
        foreach (var (document, missing) in waiting) output.WriteLine($"{document} waits for {missing.Count} more, and nothing of it was kept. Send these together with the others: {string.Join(", ", missing)}");
    }

    private static void PutBack(Dictionary<string, byte[]?> before)
    {
        foreach (var (file, bytes) in before)
            if (bytes is null) File.Delete(file); else File.WriteAllBytes(file, bytes);
    }

    private void Phrases()
    {
        var phrases = all.Where(t => t.Document.Length == 0).ToList();
        if (!phrases.Any(p => given.ContainsKey(p.Key))) return;
        var file = Path.Combine(texts.Translations, language + ".po");
        var text = new PoText(File.Exists(file) ? File.ReadAllText(file) : texts.HeaderOf(language));
        for (var i = 0; i < phrases.Count; i++)
            if (given.TryGetValue(phrases[i].Key, out var entry)) text.Put(entry with { Notes = Notes(phrases[i]) }, phrases.Take(i).Select(p => p.Key));
        _files[file] = text.ToString();
    }

    private List<string> Notes(TextForTranslator phrase) =>
        [.. phrase.Notes.Where(n => !n.StartsWith(TranslatorTexts.CheckedNote, StringComparison.Ordinal)), .. by is null ? [] : new[] { $"{TranslatorTexts.CheckedNote}{by}, {Day}" }];

    private string Day => today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A document is written when all of its texts are there: given now, or translated from today's English before.</summary>
    private List<(string Document, List<string> Missing)> Documents()
    {
        var waiting = new List<(string, List<string>)>();
        foreach (var document in all.Where(t => t.Document.Length > 0).GroupBy(t => t.Document).Where(d => d.Any(t => given.ContainsKey(t.Key))))
        {
            var missing = document.Where(t => !given.ContainsKey(t.Key) && (t.Standing is Standing.Missing or Standing.OutOfDate)).Select(t => t.Name).ToList();
            if (missing.Count > 0)
            {
                waiting.Add((document.Key, missing));
                continue;
            }
            var whole = document.ToDictionary(t => t.Name, t => given.TryGetValue(t.Key, out var entry) ? entry.Forms[0] : t.Translation[0]);
            // Whoever has looked at the title alone doesn't answer for the page.
            var approved = document.All(t => given.ContainsKey(t.Key) || t.Standing == Standing.Checked);
            var state = DocumentText.State(approved ? by : null, Day, texts.StampOf(document.Key));
            _files[texts.PathOf(document.Key, language)] = TranslatorTexts.IsPage(document.Key) ? DocumentText.WritePage(whole, state) : DocumentText.WriteService(whole, state);
        }
        return waiting;
    }
}
