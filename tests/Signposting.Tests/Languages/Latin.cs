using System.Text.RegularExpressions;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>Words in plain Latin letters, and the names that stay in them in every language.</summary>
internal static partial class Latin
{
    /// <summary>Words of three plain letters or more.</summary>
    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    /// <summary>What stays in Latin letters: names of services, organisations, districts and languages, websites, and those of <c>latin-names.txt</c>.</summary>
    public static IReadOnlyList<string> NamesOf(Catalogue catalogue) =>
    [
        .. catalogue.Services.SelectMany(s => new[] { s.Name, s.Organisation, s.Website ?? "" })
            .Concat(catalogue.Areas.Select(a => a.Name)).Concat(["Cornwall", "Lincolnshire", "Norfolk"])
            .Concat(File.ReadLines(Path.Combine(Repository.Root, "tests", "Signposting.Tests", "Languages", "latin-names.txt")).Where(l => !l.StartsWith('#')))
            .Where(n => n.Length > 0).Distinct().OrderByDescending(n => n.Length),
    ];

    /// <summary>A text without those names; the longest go first, so that none hides in another.</summary>
    public static string Without(IReadOnlyList<string> names, string text)
    {
        foreach (var name in names)
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
                if (!IsLetter(text, at - 1) && !IsLetter(text, at + name.Length)) text = $"{text[..at]} {text[(at + name.Length)..]}";
        return text;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);

    /// <summary>A text without what it quotes: in brackets or quotation marks it says what a reader will hear or see.</summary>
    public static string WithoutQuotes(string text) => InQuotes().Replace(text, " ");

    [GeneratedRegex(@"\([^)]*\)|[„“”""«»][^„“”""«»]*[„“”""«»]")]
    private static partial Regex InQuotes();

    [GeneratedRegex(@"(?<![\p{L}\p{M}])[A-Za-z]{3,}(?![\p{L}\p{M}])")]
    private static partial Regex Word();
}
