using System.Text.RegularExpressions;

namespace Signposting.Checking;

/// <summary>Numbers that somebody typed into a text. A telephone number belongs into a service's listing, where it is checked.</summary>
public static partial class TypedNumber
{
    /// <summary>Whatever looks like a telephone number: six digits or more, whatever signs stand between them; years such as 2021–22 don't.</summary>
    public static IEnumerable<Match> Telephones(string text) => Telephone().Matches(text);

    /// <summary>All numbers of so many digits or more, as digits alone: 999, 55, 18001; not the code of a country, such as +48.</summary>
    public static IEnumerable<string> All(string text, int digits) =>
        Any().Matches(text).Select(m => string.Concat(m.Value.Where(char.IsAsciiDigit))).Where(d => d.Length >= digits);

    [GeneratedRegex(@"(?<![\d-])(?!(?:19|20)\d\d\s?[-–]\s?(?:(?:19|20)\d\d|\d\d)(?!\d))\+?\d(?:[\s.\-\u2010-\u2015/()\u00ad\u200b-\u200f\u2060]{0,3}\d){5,}(?!\d)")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"(?<!\+\d*)\d(?:[\s.\-\u2010-\u2015/()\u00ad\u200b-\u200f\u2060]{0,3}\d)*")]
    private static partial Regex Any();
}
