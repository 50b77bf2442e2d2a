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
        "يی", "ىی", "ےی", "كک", "ەہ", "هہ", "ةہ", "ۃہ", "ھہ", "ٱا",
        "ईइ", "ऊउ", "ीि", "ूु", "ऍए", "ऎए", "ॅे", "ॆे", "ऑओ", "ऒओ", "ॉो", "ॊो", "ँं", "षश", "ਈਇ", "ਊਉ", "ੀਿ", "ੂੁ", "ੰਂ", "ਁਂ",
        "ঈই", "ঊউ", "ীি", "ূু", "ঁং", "ঙং", "শস", "ষস", "ণন", "ৎত", "ઈઇ", "ઊઉ", "ીિ", "ૂુ", "ઍએ", "ૅે", "ઑઓ", "ૉો", "ઁં", "ષશ");

    /// <summary>A nasal with virama before a consonant is also written as a dot: कैम्ब्रिज, कैंब्रिज.</summary>
    private static readonly FrozenDictionary<(char, char), char> Dots = new[] { "म्ं", "न्ं", "ण्ं", "ङ्ं", "ञ्ं", "મ્ં", "ન્ં", "ણ્ં", "ম্ং", "ন্ং", "ਮ੍ਂ", "ਨ੍ਂ" }
        .ToFrozenDictionary(d => (d[0], d[1]), d => d[2]);

    /// <summary>Folds a text; words are parted by single spaces.</summary>
    public static string Text(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WithoutNonsense(text).Normalize(NormalizationForm.FormKD))
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
        return WithDots(folded);
    }

    /// <summary>The words of a text, folded.</summary>
    public static IReadOnlyList<string> Words(string text) => Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Accents of Latin letters, Arabic vowel signs and tatweel, nukta, addak, joiners: many leave them out.</summary>
    private static bool IsSilent(char c) => c is
        (>= '\u0300' and <= '\u036f') or (>= '\u0610' and <= '\u061a') or (>= '\u064b' and <= '\u065f') or '\u0670' or '\u0640' or (>= '\u06d6' and <= '\u06ed')
        or '\u093c' or '\u09bc' or '\u0a3c' or '\u0abc' or '\u0a71' or (>= '\u200b' and <= '\u200f') or '\u00ad';

    /// <summary>Without what is no text at all and can't be normalised: halves of surrogate pairs and U+FFFE (Unicode, 23.7).</summary>
    internal static string WithoutNonsense(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is not (0xfffe or 0xffff or 0xfffd)));

    private static string WithDots(StringBuilder text)
    {
        var dotted = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 2 < text.Length && Dots.TryGetValue((text[i], text[i + 1]), out var dot) && char.IsLetter(text[i + 2]))
            {
                dotted.Append(dot);
                i++;
            }
            else dotted.Append(text[i]);
        }
        return dotted.ToString().Trim();
    }

    private static FrozenDictionary<char, char> Pairs(params string[] pairs) => pairs.ToFrozenDictionary(p => p[0], p => p[1]);
}
