using System.Text.RegularExpressions;
using Signposting.Languages;

namespace Signposting.Translators;

/// <summary>A PO file as text, in which single entries are replaced and everything else stays as it was: headings, notes, what is out of date.</summary>
/// <param name="text">The file.</param>
internal sealed partial class PoText(string text)
{
    private readonly List<string> _blocks = [.. BlankLines().Split(text.ReplaceLineEndings("\n").Trim('\n'))];

    /// <summary>Puts an entry in the place of the one of the same key, or behind <paramref name="before"/>, or at the end.</summary>
    /// <param name="entry">The entry; its notes come after those that the file has.</param>
    /// <param name="before">Keys that come before it, in order.</param>
    public void Put(PoEntry entry, IReadOnlyList<string> before)
    {
        var at = _blocks.FindIndex(b => KeyOf(b) == entry.Key);
        if (at >= 0)
        {
            // Comments of others stay; what was said of the translation before doesn't.
            var comments = _blocks[at].Split('\n').TakeWhile(l => l.StartsWith('#')).Where(l => !l.StartsWith("#,", StringComparison.Ordinal) && !l.StartsWith("#. " + TranslatorTexts.CheckedNote, StringComparison.Ordinal));
            _blocks[at] = string.Join('\n', comments.Union(PoFile.Write(entry).TrimEnd('\n').Split('\n').TakeWhile(l => l.StartsWith('#')))
                .Concat(PoFile.Write(entry).TrimEnd('\n').Split('\n').SkipWhile(l => l.StartsWith('#'))));
            return;
        }
        var behind = before.Reverse().Select(k => _blocks.FindIndex(b => KeyOf(b) == k)).FirstOrDefault(i => i >= 0, _blocks.Count - 1);
        _blocks.Insert(behind + 1, PoFile.Write(entry).TrimEnd('\n'));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n\n", _blocks) + "\n";

    private static string? KeyOf(string block) => Key().Match(block) is { Success: true } key ? key.Groups[1].Value : null;

    [GeneratedRegex("\n{2,}")]
    private static partial Regex BlankLines();

    [GeneratedRegex("^msgctxt \"(.*)\"$", RegexOptions.Multiline)]
    private static partial Regex Key();
}
