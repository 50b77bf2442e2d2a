using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>A document: its English file, and its translations beside it.</summary>
/// <param name="Id">The file name without its endings.</param>
/// <param name="File">The English file, relative to the content folder.</param>
/// <param name="Translations">Language codes and files.</param>
internal sealed record Document(string Id, string File, IReadOnlyList<(string Language, string File)> Translations);

/// <summary>The folder that the content is read from.</summary>
/// <param name="Path">Its path.</param>
/// <param name="LanguageCodes">Codes of the languages that documents may be translated into.</param>
internal sealed record ContentFolder(string Path, IReadOnlyList<string> LanguageCodes)
{
    /// <summary>All documents of one kind: <c>id.ext</c> in English, <c>id.pl.ext</c> in Polish.</summary>
    public IReadOnlyList<Document> Documents(string kind, string ending, Faults faults)
    {
        if (!System.IO.Directory.Exists(System.IO.Path.Combine(Path, kind)))
        {
            faults.Add(new Place(kind, 0), "This folder is missing from the content. Restore it.");
            return [];
        }
        var files = System.IO.Directory.EnumerateFiles(System.IO.Path.Combine(Path, kind), "*" + ending)
            // What an office program leaves beside a file that is open, and what a Mac leaves beside every file.
            .Where(f => System.IO.Path.GetFileName(f)[0] is not ('~' or '.'))
            .Select(f => System.IO.Path.GetFileName(f)[..^ending.Length]).Order(StringComparer.Ordinal).ToList();
        var translations = files.Where(f => f.Contains('.', StringComparison.Ordinal)).ToLookup(f => f[..f.IndexOf('.', StringComparison.Ordinal)]);
        var documents = files.Where(f => !f.Contains('.', StringComparison.Ordinal)).ToDictionary(
            id => id,
            id => new Document(id, $"{kind}/{id}{ending}", [.. translations[id].Select(f => (f[(id.Length + 1)..], $"{kind}/{f}{ending}"))]));
        foreach (var file in translations.SelectMany(t => t))
        {
            var at = new Place($"{kind}/{file}{ending}", 0);
            var (id, language) = (file[..file.IndexOf('.', StringComparison.Ordinal)], file[(file.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (!documents.ContainsKey(id)) faults.Add(at, $"There is no English '{kind}/{id}{ending}' for this translation. Add it, or correct the file's name.");
            if (!LanguageCodes.Contains(language)) faults.Add(at, $"'{language}' isn't a language of languages.yaml. Correct the file's name.");
        }
        return [.. documents.Values];
    }

    /// <summary>An address belongs to one document only.</summary>
    public static void NumbersAreUnique(IEnumerable<(int Number, Place At)> numbers, Faults faults)
    {
        foreach (var twice in numbers.GroupBy(n => n.Number).Where(g => g.Count() > 1))
            foreach (var (number, at) in twice.Skip(1))
                faults.Add(at, $"The number {number} already belongs to {twice.First().At.File}. Give this document the next free number.");
    }
}
