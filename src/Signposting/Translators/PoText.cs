using System.Text.RegularExpressions;
using Signposting.Languages;

namespace Signposting.Translators;

/// <summary>A PO file as text, in which single entries are replaced and everything else stays as it was: headings, notes, what is out of date.</summary>
/// <param name="text">The file.</param>
internal sealed partial class PoText(string text)
{
    private readonly List<string> _blocks = Cut(text);

    /// <summary>Puts an entry in the place of the one of the same key, or behind <paramref name="before"/>, or at the end.</summary>
    /// <param name="entry">The entry; its notes come after those that the file has.</param>
    /// <param name="before">Keys that come before it, in order.</param>
    public void Put(PoEntry entry, IEnumerable<string> before)
    {
        var written = PoFile.Write(entry).TrimEnd('\n').Split('\n');
        var at = _blocks.FindIndex(b => KeyOf(b) == entry.Key);
        if (at < 0)
        {
            var behind = before.Reverse().Select(k => _blocks.FindIndex(b => KeyOf(b) == k)).FirstOrDefault(i => i >= 0, _blocks.Count - 1);
            _blocks.Insert(behind + 1, string.Join('\n', written));
            return;
        }
        // Comments of others stay; what was said of the translation before doesn't.
        var comments = _blocks[at].Split('\n').Where(l => l.StartsWith('#') && !l.StartsWith("#,", StringComparison.Ordinal) && !l.StartsWith("#. " + TranslatorTexts.CheckedNote, StringComparison.Ordinal));
        _blocks[at] = string.Join('\n', comments.Union(written.Where(l => l.StartsWith('#'))).Concat(written.Where(l => !l.StartsWith('#'))));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n\n", _blocks) + "\n";

    /// <summary>An entry ends with a blank line, or where a comment or a key follows its translation (as in <see cref="PoFile.Read"/>).</summary>
    private static List<string> Cut(string text)
    {
        var blocks = new List<List<string>> { new() };
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var translated = blocks[^1].Any(l => l.StartsWith("msgstr", StringComparison.Ordinal));
            if (line.Trim().Length == 0 || (translated && (line[0] == '#' || line.StartsWith("msgctxt ", StringComparison.Ordinal)))) blocks.Add([]);
            if (line.Trim().Length > 0) blocks[^1].Add(line);
        }
        return [.. blocks.Where(b => b.Count > 0).Select(b => string.Join('\n', b))];
    }

    private static string? KeyOf(string block) => Key().Match(block) is { Success: true } key ? key.Groups[1].Value : null;

    [GeneratedRegex("^msgctxt \"(.*)\"$", RegexOptions.Multiline)]
    private static partial Regex Key();
}
