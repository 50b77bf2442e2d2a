using System.Globalization;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Translators;

/// <summary>
/// How far every language has come; what is to be translated, as a PO file that Poedit and Weblate open; and that file taken back in. All of
/// it works on the files of the content, which are read anew by whatever serves them.
/// </summary>
/// <param name="texts">What there is to translate.</param>
/// <param name="languages">The languages of the site.</param>
/// <param name="today">The date that goes with a native speaker's approval.</param>
internal sealed class TranslatorWork(TranslatorTexts texts, IReadOnlyList<Language> languages, DateOnly today)
{
    /// <summary>How many texts stand where, a line for each language.</summary>
    public void Coverage(TextWriter output)
    {
        output.WriteLine("language   texts  missing  out of date  machine  checked");
        foreach (var language in languages.Where(l => l.Code != Language.English))
        {
            var all = texts.In(language.Code);
            int Count(Standing standing) => all.Count(t => t.Standing == standing);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{language.Code,-8} {all.Count,7} {Count(Standing.Missing),8} {Count(Standing.OutOfDate),12} {Count(Standing.Machine),8} {Count(Standing.Checked),8}"));
        }
    }

    /// <summary>A PO file of what is missing or out of date; with <paramref name="unchecked"/> also of what only a machine has translated.</summary>
    /// <exception cref="FormatException">The language isn't one of the site's.</exception>
    public void Export(string language, bool @unchecked, TextWriter output)
    {
        Known(language);
        output.Write(texts.HeaderOf(language));
        foreach (var text in texts.In(language).Where(t => t.Standing < (@unchecked ? Standing.Checked : Standing.Machine)))
            output.Write("\n" + PoFile.Write(new PoEntry(text.Key, text.English, text.Plural, text.Translation, Notes(text), default)));
    }

    /// <summary>Takes a translator's PO file in. Nothing is changed if anything in it, or in what would come of it, is wrong.</summary>
    /// <param name="language">The language of the file.</param>
    /// <param name="folder">The folder that the file is in.</param>
    /// <param name="file">Its name.</param>
    /// <param name="by">The native speaker who approves of it, or null.</param>
    /// <param name="output">Where to say what was done.</param>
    /// <exception cref="FormatException">The language isn't one of the site's.</exception>
    /// <exception cref="FaultyContentException">Something in it is wrong.</exception>
    public void Import(string language, string folder, string file, string? by, TextWriter output)
    {
        Known(language);
        var faults = new Faults();
        var entries = PoFile.Read(folder, file, faults).Where(e => e.Forms.Count > 0 && e.Forms.All(f => f.Trim().Length > 0)).ToList();
        // Nobody has looked at these yet, whatever stands in them.
        var given = entries.Where(e => !e.Fuzzy).ToList();
        if (entries.Count > given.Count) output.WriteLine($"{entries.Count - given.Count} texts are marked as fuzzy and were left out: whoever has looked at one removes the mark.");
        if (LanguageOf(Path.Combine(folder, file)) is { } said && !said.StartsWith(language, StringComparison.OrdinalIgnoreCase))
            faults.Add(new Place(file, 1), $"Its header says that this file is in '{said}', not in '{language}'. Import it as that, or correct its line 'Language:'.");
        var all = texts.In(language).ToDictionary(t => t.Key, StringComparer.Ordinal);
        foreach (var entry in given)
        {
            if (!all.TryGetValue(entry.Key, out var text)) faults.Add(entry.At, $"'{entry.Key}' isn't a text of the site any more. Remove it.");
            else if (entry.English != text.English || entry.EnglishPlural != text.Plural) faults.Add(entry.At, $"The English of '{entry.Key}' has changed since this file was made. Export it anew.");
            else if (text.English.StartsWith("## ", StringComparison.Ordinal) && !entry.Forms[0].StartsWith("## ", StringComparison.Ordinal)) faults.Add(entry.At, $"'{entry.Key}' should begin with '## ' and its heading, as the English does.");
        }
        if (!faults.None) throw new FaultyContentException(faults.Found);
        var changes = new Import(texts, language, by, today, all.Values, given.ToDictionary(e => e.Key, StringComparer.Ordinal));
        changes.Apply(languages, output);
    }

    /// <summary>Says of every document in a language that it is a translation of today's English: for somebody who has edited the files by hand.</summary>
    /// <exception cref="FormatException">The language isn't one of the site's.</exception>
    public void Stamp(string language, TextWriter output)
    {
        Known(language);
        var documents = texts.In(language).Where(t => t.Document.Length > 0 && t.Standing != Standing.Missing).Select(t => t.Document).Distinct().ToList();
        foreach (var document in documents) Stamps.Put(texts.PathOf(document, language), texts.StampOf(document));
        output.WriteLine($"{documents.Count} documents in '{language}' are marked as translations of today's English.");
    }

    /// <summary>What the header says: <c>Language: pl</c>; null if it doesn't.</summary>
    private static string? LanguageOf(string file) => !File.Exists(file) ? null
        : File.ReadLines(file).Take(40).Select(l => l.Trim('"', ' ')).FirstOrDefault(l => l.StartsWith("Language:", StringComparison.Ordinal))?["Language:".Length..].Replace("\\n", "", StringComparison.Ordinal).Trim() is { Length: > 0 } said ? said : null;

    private static IReadOnlyList<string> Notes(TextForTranslator text) =>
        text.Standing == Standing.OutOfDate ? [.. text.Notes, "The English has changed. What stands here was made from the English before.", PoEntry.FuzzyNote] : text.Notes;

    private void Known(string language)
    {
        if (language == Language.English || languages.All(l => l.Code != language))
            throw new FormatException($"'{language}' isn't a language that is translated into. Use one of {string.Join(", ", languages.Select(l => l.Code).Where(c => c != Language.English))}; a new one goes into content/languages.yaml first.");
    }
}
