using System.Text.RegularExpressions;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Translators;

/// <summary>The texts of one document in one language, by name, and how they are written to its file.</summary>
internal static partial class DocumentText
{
    /// <summary>A page's title, its summary, and its text in parts: what stands before the first heading, and each heading with what follows it.</summary>
    public static Dictionary<string, string> OfPage(string title, string summary, string body)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = title, ["summary"] = summary };
        foreach (var (part, i) in Heading().Split(body.Trim()).Where(p => p.Trim().Length > 0).Select((p, i) => (p.Trim(), i))) texts[$"part {i}"] = part;
        return texts;
    }

    /// <summary>The file of a page's translation.</summary>
    public static string WritePage(IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> state)
    {
        var parts = Enumerable.Range(0, texts.Count).Select(i => texts.GetValueOrDefault($"part {i}")).TakeWhile(p => p is not null);
        return $"---\ntitle: {Quoted(texts["title"])}\nsummary: {Quoted(texts["summary"])}\n{string.Join('\n', state)}\n---\n{string.Join("\n\n", parts)}\n";
    }

    /// <summary>The file of a service's translation.</summary>
    public static string WriteService(IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> state)
    {
        var labels = texts.Where(t => t.Key.StartsWith(ServiceWords.LabelOf, StringComparison.Ordinal)).ToList();
        IEnumerable<string> lines =
        [
            .. texts.Except(labels).Select(t => $"{t.Key}: {Quoted(t.Value)}"),
            .. labels.Count > 0 ? new[] { "phones:" } : [],
            .. labels.Select(t => $"  - {{ number: '{t.Key[ServiceWords.LabelOf.Length..]}', label: {Quoted(t.Value)} }}"),
            .. state,
        ];
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The lines that say who stands behind a translation, and which English it was made from.</summary>
    public static IReadOnlyList<string> State(string? by, string day, string english) =>
        by is null ? ["state: machine", $"english: {english}"] : ["state: checked", $"by: {Quoted(by)}", $"on: {day}", $"english: {english}"];

    /// <summary>YAML 1.2, 7.3.2: in single quotes nothing but the quote itself is special.</summary>
    private static string Quoted(string text) => $"'{OneLine.Of(text).Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("(?m)^(?=## )")]
    private static partial Regex Heading();
}
