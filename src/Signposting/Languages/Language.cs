using System.Globalization;
using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Languages;

/// <summary>A language of the site.</summary>
/// <param name="Code">BCP 47 tag, as in the path of every page: <c>pl</c>.</param>
/// <param name="Name">Its own name for itself: Polski.</param>
/// <param name="RightToLeft">Whether it is read from right to left.</param>
/// <param name="Culture">For dates and weekdays.</param>
public sealed partial record Language(string Code, string Name, bool RightToLeft, CultureInfo Culture)
{
    /// <summary>The code of the language that every text exists in.</summary>
    public const string English = "en";

    /// <summary>The value of HTML's <c>dir</c>.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>A date as it is written in this language, in Western digits: 24 November 2026, 2026 m. lapkričio 24 d.</summary>
    public string Date(DateOnly date) => date.ToString(WeekdayPattern().Replace(Culture.DateTimeFormat.LongDatePattern, ""), Culture);

    /// <summary>The same with its weekday, as that language joins the two.</summary>
    public string Day(DateOnly date) => date.ToString(Culture.DateTimeFormat.LongDatePattern, Culture);

    /// <summary>The name of a weekday as it stands in a calendar.</summary>
    public string Weekday(DayOfWeek day) => Culture.DateTimeFormat.GetDayName(day);

    /// <summary>Reads <c>languages.yaml</c>.</summary>
    public static IReadOnlyList<Language> Read(string folder, Faults faults)
    {
        var file = YamlMap.ReadFile(folder, "languages.yaml", faults);
        var languages = file.Maps("languages").Select(entry =>
        {
            var language = new Language(entry.Text("code"), entry.Text("name"), entry.Flag("right-to-left"), CultureFor(entry, faults));
            entry.NothingElse();
            return language;
        }).ToList();
        file.NothingElse();
        if (languages.FirstOrDefault()?.Code != English)
            faults.Add(file.At, "English ('en') should be the first language: every text exists in it.");
        foreach (var twice in languages.GroupBy(l => l.Code).Where(g => g.Count() > 1))
            faults.Add(file.At, $"The language '{twice.Key}' stands there twice. Remove one.");
        // What follows may rely on it, so that the rest is still checked.
        var english = languages.FirstOrDefault(l => l.Code == English) ?? new Language(English, "English", RightToLeft: false, CultureInfo.InvariantCulture);
        return [.. languages.Prepend(english).DistinctBy(l => l.Code)];
    }

    private static CultureInfo CultureFor(YamlMap entry, Faults faults)
    {
        var tag = entry.Text("culture");
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            if (culture.Calendar is not GregorianCalendar) faults.Add(entry.Where("culture"), $"'{tag}' counts years by another calendar than letters and offices here do. Use a culture of the language with the Gregorian one.");
            return culture;
        }
        catch (CultureNotFoundException)
        {
            faults.Add(entry.Where("culture"), $"The culture '{tag}' isn't known to this machine. Use a tag such as pl-PL; check that ICU is installed.");
            return CultureInfo.InvariantCulture;
        }
    }

    [GeneratedRegex(@"^dddd[,،]?\s*|[,،]?\s*dddd$")]
    private static partial Regex WeekdayPattern();
}
