using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Signposting.Languages;

/// <summary>
/// A text reduced to what counts when somebody searches: no capitals, accents or punctuation, and one letter where a keyboard, a dialect
/// or a slip of spelling has several. Never shown; only compared with other folded texts.
/// </summary>
public static class Folded
{
    /// <summary>
    /// Letters that stand for another: Polish ł; Arabic and Persian forms of Urdu letters, and hamza on its seats; long vowels of the Indic
    /// scripts for short ones, candra and candrabindu for their plain forms, sibilants and nasals that many write alike.
    /// </summary>
    private static readonly FrozenDictionary<char, char> SameAs = Pairs(
        "łl", "đd", "ıi", "øo",
        "يی", "ىی", "ئی", "ےی", "كک", "ەہ", "هہ", "ۀہ", "ةہ", "ۃہ", "ھہ", "أا", "إا", "آا", "ٱا", "ؤو",
        "ईइ", "ऊउ", "ीि", "ूु", "ऍए", "ऎए", "ॅे", "ॆे", "ऑओ", "ऒओ", "ॉो", "ॊो", "ँं", "षश", "ਈਇ", "ਊਉ", "ੀਿ", "ੂੁ", "ੰਂ", "ਁਂ",
        "ঈই", "ঊউ", "ীি", "ূু", "ঁং", "ঙং", "শস", "ষস", "ণন", "ৎত", "ঈই", "ઈઇ", "ઊઉ", "ીિ", "ૂુ", "ઍએ", "ૅે", "ઑઓ", "ૉો", "ઁં", "ષશ");

    /// <summary>A nasal with virama before a consonant is also written as a dot: कैम्ब्रिज, कैंब्रिज.</summary>
    private static readonly FrozenDictionary<string, char> Dots = new Dictionary<string, char>
    {
        ["म्"] = 'ं', ["न्"] = 'ं', ["ण्"] = 'ं', ["ङ्"] = 'ं', ["ञ्"] = 'ं', ["મ્"] = 'ં', ["ન્"] = 'ં', ["ણ્"] = 'ં', ["ম্"] = 'ং', ["ন্"] = 'ং', ["ਮ੍"] = 'ਂ', ["ਨ੍"] = 'ਂ',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Folds a text; words are parted by single spaces.</summary>
    public static string Text(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (IsSilent(c)) continue;
            if (char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark)
            {
                var lower = char.ToLowerInvariant(c);
                folded.Append(SameAs.GetValueOrDefault(lower, lower));
            }
            else if (char.IsDigit(c)) folded.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (c is not ('\'' or '’' or '.') && folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return WithDots(folded.ToString().Trim());
    }

    /// <summary>The words of a text, folded.</summary>
    public static IReadOnlyList<string> Words(string text) => Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Accents of Latin letters, Arabic vowel signs and tatweel, nukta, addak, joiners: many leave them out.</summary>
    private static bool IsSilent(char c) => c is
        (>= '\u0300' and <= '\u036f') or (>= '\u0610' and <= '\u061a') or (>= '\u064b' and <= '\u065f') or '\u0670' or '\u0640' or (>= '\u06d6' and <= '\u06ed')
        or '\u093c' or '\u09bc' or '\u0a3c' or '\u0abc' or '\u0a71' or (>= '\u200b' and <= '\u200f') or '\u00ad';

    private static string WithDots(string text)
    {
        foreach (var (nasal, dot) in Dots)
            for (var at = text.IndexOf(nasal, StringComparison.Ordinal); at >= 0; at = text.IndexOf(nasal, at + 1, StringComparison.Ordinal))
                if (at + 2 < text.Length && char.IsLetter(text[at + 2])) text = $"{text[..at]}{dot}{text[(at + 2)..]}";
        return text;
    }

    private static FrozenDictionary<char, char> Pairs(params string[] pairs) => pairs.DistinctBy(p => p[0]).ToFrozenDictionary(p => p[0], p => p[1]);
}
