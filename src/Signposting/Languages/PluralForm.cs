namespace Signposting.Languages;

/// <summary>
/// Which of a language's plural forms goes with a whole number (CLDR 47, cardinal rules for integers). The index is that of
/// gettext's <c>msgstr[i]</c>, in the order in which CLDR names the forms: one, few, many/other.
/// </summary>
public static class PluralForm
{
    /// <summary>How many forms a language has.</summary>
    public static int CountFor(string language) => language is "pl" or "lt" ? 3 : 2;

    /// <summary>The form for <paramref name="n"/>, which isn't negative.</summary>
    public static int For(string language, int n) => language switch
    {
        "pl" => n == 1 ? 0 : n % 10 is >= 2 and <= 4 && n % 100 is < 12 or > 14 ? 1 : 2,
        "lt" => n % 10 == 1 && n % 100 is < 11 or > 19 ? 0 : n % 10 is >= 2 && n % 100 is < 11 or > 19 ? 1 : 2,
        "hi" or "bn" or "gu" or "pa" => n <= 1 ? 0 : 1,
        _ => n == 1 ? 0 : 1,
    };
}
