using System.Text.RegularExpressions;

namespace Signposting.Tests.House;

/// <summary>The shipped pages answer every need, and none is a stub.</summary>
public sealed class ContentIsWholeTests
{
    [Fact]
    public void Every_need_is_answered_by_a_page()
    {
        var answered = English().SelectMany(p => Regex.Matches(Regex.Match(p.Text, @"^needs: \[(.*)\]", RegexOptions.Multiline).Groups[1].Value, @"N\d+").Select(m => m.Value)).ToHashSet();
        None.Of(Enumerable.Range(1, 34).Select(n => $"N{n}").Except(answered));
    }

    [Fact]
    public void Every_page_says_enough() =>
        None.Of(English().Select(p => (p.Id, Words: p.Text.Split("\n---\n", 2)[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetter))))
            .Where(p => p.Words < 150).Select(p => $"{p.Id}: {p.Words} words"));

    private static IEnumerable<(string Id, string Text)> English() => System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Content, "guidance"), "*.md")
        .Select(f => (Id: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f))).Where(p => !p.Id.Contains('.', StringComparison.Ordinal));
}
