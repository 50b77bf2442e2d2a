using System.Text;
using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Languages;

/// <summary>One text of a translation file.</summary>
/// <param name="Key">The name that the code uses (gettext's <c>msgctxt</c>).</param>
/// <param name="English">The English that was translated (<c>msgid</c>); with more forms, the singular.</param>
/// <param name="EnglishPlural">The English plural (<c>msgid_plural</c>), or null.</param>
/// <param name="Forms">The translation, one text for each plural form; empty strings where it is still to be made.</param>
/// <param name="Notes">Comments: for the translator (<c>#.</c>) and by translators (<c>#</c>).</param>
/// <param name="At">Where it stands.</param>
public sealed record PoEntry(string Key, string English, string? EnglishPlural, IReadOnlyList<string> Forms, IReadOnlyList<string> Notes, Place At)
{
    /// <summary>How translators' tools mark what somebody has still to look at; it counts as not translated.</summary>
    public const string FuzzyNote = ", fuzzy";

    /// <summary>Whether a translator has still to look at it.</summary>
    public bool Fuzzy => Notes.Any(n => n.StartsWith(',') && n.Split(',').Any(f => f.Trim() == "fuzzy"));
}

/// <summary>
/// Reads gettext PO files, which Poedit and Weblate open. Every entry has a <c>msgctxt</c> (its key), so that two keys may have the
/// same English and a change of the English shows as one: the <c>msgid</c> of a translation is the English that it was made from.
/// </summary>
public static partial class PoFile
{
    /// <summary>Reads all entries except the header.</summary>
    public static IReadOnlyList<PoEntry> Read(string folder, string path, Faults faults)
    {
        var entries = new List<PoEntry>();
        if (!File.Exists(Path.Combine(folder, path)))
        {
            faults.Add(new Place(path, 0), "This file is missing from the translations. Restore it.");
            return entries;
        }
        var lines = File.ReadAllLines(Path.Combine(folder, path));
        faults.AddHiddenSigns(lines, path);
        var draft = new Draft(new Place(path, 1));
        var number = 0;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            number++;
            var here = new Place(path, number);
            if (line.Length == 0 || (draft.Complete && (line[0] == '#' || line.StartsWith("msgctxt ", StringComparison.Ordinal))))
            {
                draft.AddTo(entries, faults);
                draft = new Draft(here);
            }
            if (line.Length > 0 && !draft.Take(line, here))
                faults.Add(here, "This line isn't part of a PO file. Lines begin with #, msgctxt, msgid, msgstr or a quotation mark.");
        }
        draft.AddTo(entries, faults);
        foreach (var twice in entries.GroupBy(e => e.Key).Where(g => g.Count() > 1))
            faults.Add(twice.Last().At, $"'{twice.Key}' stands there twice. Remove one.");
        return entries;
    }

    /// <summary>One entry as it stands in a file, with a line break at its end.</summary>
    public static string Write(PoEntry entry)
    {
        var lines = new List<string>(entry.Notes.Select(n => n.StartsWith(',') ? "#" + n : $"#. {n}")) { $"msgctxt {Quoted(entry.Key)}", $"msgid {Quoted(entry.English)}" };
        var forms = entry.Forms.Count > 0 ? entry.Forms : entry.EnglishPlural is null ? [""] : ["", ""];
        if (entry.EnglishPlural is { } plural) lines.AddRange(forms.Select((form, i) => $"msgstr[{i}] {Quoted(form)}").Prepend($"msgid_plural {Quoted(plural)}"));
        else lines.Add($"msgstr {Quoted(forms[0])}");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>With a line for each line of the text, as translators' tools write it.</summary>
    private static string Quoted(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Split('\n');
        return escaped.Length == 1 ? $"\"{escaped[0]}\"" : "\"\"" + string.Concat(escaped.Select((l, i) => i < escaped.Length - 1 ? $"\n\"{l}\\n\"" : $"\n\"{l}\""));
    }

    private sealed class Draft(Place at)
    {
        private readonly Dictionary<string, StringBuilder> _texts = new(StringComparer.Ordinal);
        private readonly List<string> _notes = [];
        private StringBuilder? _current;
        private Place _at = at;

        public bool Complete => _texts.Keys.Any(k => k.StartsWith("msgstr", StringComparison.Ordinal));

        public bool Take(string line, Place here)
        {
            if (line[0] == '#')
            {
                _notes.Add(line[1..].TrimStart('.').Trim());
                return true;
            }
            var quote = line.IndexOf('"', StringComparison.Ordinal);
            if (quote < 0 || line.Length < quote + 2 || line[^1] != '"') return false;
            var keyword = line[..quote].Trim();
            if (keyword.Length > 0)
            {
                if (!keyword.StartsWith("msg", StringComparison.Ordinal)) return false;
                if (keyword == "msgctxt") _at = here;
                _texts[keyword] = _current = new StringBuilder();
            }
            if (_current is null) return false;
            _current.Append(Unescape(line[(quote + 1)..^1]));
            return true;
        }

        public void AddTo(List<PoEntry> entries, Faults faults)
        {
            if (_texts.Count == 0) return;
            var english = Text("msgid") ?? "";
            if (Text("msgctxt") is not { Length: > 0 } key)
            {
                if (english.Length > 0) faults.Add(_at, "This text has no msgctxt line: its key is missing. Copy it from en.po.");
                return;
            }
            var plural = Text("msgid_plural");
            var forms = plural is null
                ? [Text("msgstr") ?? ""]
                : Enumerable.Range(0, 6).Select(i => Text($"msgstr[{i}]")).TakeWhile(t => t is not null).Select(t => t!).ToList();
            entries.Add(new PoEntry(key, english, plural, forms, _notes, _at));
        }

        private string? Text(string keyword) => _texts.TryGetValue(keyword, out var text) ? text.ToString() : null;

        /// <summary>In one pass: a backslash that stands for itself isn't the beginning of anything.</summary>
        private static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal)
            ? Escape().Replace(text, m => m.Value[1] switch { 'n' => "\n", 't' => "\t", 'r' => "", var c => c.ToString() })
            : text;
    }

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}
