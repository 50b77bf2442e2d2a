using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>
/// Public holidays in England: by rule (Banking and Financial Dealings Act 1971 and common law, with the days in lieu that are proclaimed
/// each time), and those that are proclaimed once, from <c>public-holidays.yaml</c>.
/// </summary>
/// <param name="Extra">Days that are holidays once only.</param>
public sealed record PublicHolidays(IReadOnlySet<DateOnly> Extra)
{
    /// <summary>Whether that day is one, or the day itself of one that is taken later: nobody opens on Christmas Day because it is a Saturday.</summary>
    public bool Include(DateOnly day) => Extra.Contains(day) || ByRule(day.Year).Contains(day) || (day.Month, day.Day) is (1, 1) or (12, 25) or (12, 26);

    /// <summary>The holidays of a year, by rule.</summary>
    public static IEnumerable<DateOnly> ByRule(int year)
    {
        var easter = Easter(year);
        var christmas = new DateOnly(year, 12, 25);
        return
        [
            InLieu(new DateOnly(year, 1, 1), 1), easter.AddDays(-2), easter.AddDays(1),
            First(DayOfWeek.Monday, new DateOnly(year, 5, 1)), First(DayOfWeek.Monday, new DateOnly(year, 5, 25)), First(DayOfWeek.Monday, new DateOnly(year, 8, 25)),
            // Two days in a row: the second gives way to the first.
            InLieu(christmas, 2), InLieu(christmas.AddDays(1), 2),
        ];
    }

    internal static PublicHolidays Read(string folder, Faults faults)
    {
        const string Name = "public-holidays.yaml";
        if (!File.Exists(Path.Combine(folder, Name))) return new PublicHolidays(new HashSet<DateOnly>());
        var file = YamlMap.ReadFile(folder, Name, faults);
        var extra = file.Maps("extra").Select(entry =>
        {
            _ = entry.Text("why");
            var day = entry.Date("day");
            entry.NothingElse();
            return day;
        }).ToHashSet();
        file.NothingElse();
        return new PublicHolidays(extra);
    }

    /// <summary>A holiday at a weekend is taken after it: on Monday, or a day later for each of a pair.</summary>
    private static DateOnly InLieu(DateOnly day, int pair) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(pair),
        _ => day,
    };

    private static DateOnly First(DayOfWeek weekday, DateOnly from) => from.AddDays((weekday - from.DayOfWeek + 7) % 7);

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
