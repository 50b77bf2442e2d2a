using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Languages;

/// <summary>
/// The words of the interface in every language: <c>translations/{code}.po</c>. English is the source; a text that is missing in
/// another language, or whose English has changed since it was translated, is shown in English and marked (see <see cref="Phrase"/>).
/// </summary>
public sealed partial class Phrases
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, PoEntry>> _byLanguage;

    private Phrases(IReadOnlyList<Language> languages, Dictionary<string, FrozenDictionary<string, PoEntry>> byLanguage)
    {
        Languages = languages;
        English = languages[0];
        _byLanguage = byLanguage.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The languages of the site, English first.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <summary>The language that every text exists in.</summary>
    public Language English { get; }

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _byLanguage[Language.English].Keys;

    /// <summary>Reads and checks the translations of the given languages.</summary>
    public static Phrases Read(string folder, IReadOnlyList<Language> languages, Faults faults)
    {
        var english = Entries(folder, Language.English, faults);
        var all = new Dictionary<string, FrozenDictionary<string, PoEntry>> { [Language.English] = english };
        foreach (var language in languages.Where(l => l.Code != Language.English))
        {
            if (!File.Exists(Path.Combine(folder, language.Code + ".po"))) continue;
            var entries = Entries(folder, language.Code, faults);
            foreach (var entry in entries.Values) CheckTranslation(entry, english, language, faults);
            all[language.Code] = entries.Where(e => IsCurrent(e.Value, english)).ToFrozenDictionary(StringComparer.Ordinal);
        }
        return new Phrases(languages, all);
    }

    /// <summary>Whether there is a phrase of that name.</summary>
    public bool Has(string key) => _byLanguage[Language.English].ContainsKey(key);

    /// <summary>The phrase for a reader, with its <c>{placeholders}</c> filled in.</summary>
    /// <exception cref="KeyNotFoundException">There is no such phrase in English: a slip in the code.</exception>
    public Phrase Say(Language reader, string key, params ReadOnlySpan<(string Name, object Value)> with) => Find(reader, key, null, with);

    /// <summary>The phrase in the plural form for <paramref name="n"/>, which fills <c>{n}</c>.</summary>
    public Phrase Count(Language reader, string key, int n, params ReadOnlySpan<(string Name, object Value)> with) => Find(reader, key, n, with);

    private Phrase Find(Language reader, string key, int? n, ReadOnlySpan<(string Name, object Value)> with)
    {
        if (_byLanguage.TryGetValue(reader.Code, out var own) && own.TryGetValue(key, out var entry))
            return new Phrase(Fill(Form(entry, reader, n), n, with), reader, reader);
        if (!_byLanguage[Language.English].TryGetValue(key, out entry)) throw new KeyNotFoundException($"No phrase is called '{key}' in en.po.");
        return new Phrase(Fill(Form(entry, English, n), n, with), English, reader);
    }

    private static string Form(PoEntry entry, Language language, int? n)
    {
        if (language.Code == Language.English) return n is null or 1 ? entry.English : entry.EnglishPlural ?? entry.English;
        return entry.Forms[n is { } count && entry.EnglishPlural is not null ? PluralForm.For(language.Code, count) : 0];
    }

    private static string Fill(string text, int? n, ReadOnlySpan<(string Name, object Value)> with)
    {
        if (n is { } count) text = text.Replace("{n}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (var (name, value) in with)
            text = text.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text;
    }

    private static FrozenDictionary<string, PoEntry> Entries(string folder, string code, Faults faults) =>
        PoFile.Read(folder, code + ".po", faults).DistinctBy(e => e.Key).ToFrozenDictionary(e => e.Key, StringComparer.Ordinal);

    private static bool IsCurrent(PoEntry entry, FrozenDictionary<string, PoEntry> english) =>
        !entry.Fuzzy && entry.Forms.Count > 0 && entry.Forms.All(f => f.Length > 0)
        && english.TryGetValue(entry.Key, out var source) && source.English == entry.English && source.EnglishPlural == entry.EnglishPlural;

    private static void CheckTranslation(PoEntry entry, FrozenDictionary<string, PoEntry> english, Language language, Faults faults)
    {
        if (!english.TryGetValue(entry.Key, out var source))
        {
            faults.Add(entry.At, $"'{entry.Key}' isn't in en.po. Remove it, or correct its key.");
            return;
        }
        if (!IsCurrent(entry, english)) return;
        var forms = entry.EnglishPlural is null ? 1 : PluralForm.CountFor(language.Code);
        if (entry.Forms.Count != forms)
            faults.Add(entry.At, $"'{entry.Key}' has {entry.Forms.Count} form(s), and {language.Code} needs {forms}: msgstr[0] to msgstr[{forms - 1}].");
        CheckNumbers(entry, source, faults);
        var wanted = Placeholders(source.EnglishPlural ?? source.English);
        foreach (var form in entry.Forms.Where(f => !Placeholders(f).SetEquals(wanted) && !(entry.EnglishPlural is not null && Placeholders(f).IsSubsetOf(wanted))))
            faults.Add(entry.At, $"'{entry.Key}': the placeholders of \"{form}\" should be those of the English: {string.Join(", ", wanted)}. Don't translate them.");
    }

    /// <summary>The numbers that one calls or presses are those of the English: each is there, and none besides.</summary>
    private static void CheckNumbers(PoEntry entry, PoEntry source, Faults faults)
    {
        var english = TypedNumber.All($"{source.English} / {source.EnglishPlural}", 2).ToHashSet(StringComparer.Ordinal);
        foreach (var form in entry.Forms)
        {
            foreach (var number in TypedNumber.All(form, 3).Where(n => !english.Contains(n)).Distinct())
                faults.Add(entry.At, $"'{entry.Key}' names {number}, and the English doesn't. A wrong number can cost a life: use the numbers of the English, in the digits 0 to 9.");
            foreach (var number in TypedNumber.All(source.English, 2).Distinct().Except(TypedNumber.All(form, 2)))
                faults.Add(entry.At, $"'{entry.Key}' doesn't name {number}, and the English does. Use the numbers of the English, in the digits 0 to 9.");
        }
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();
}
