using System.Globalization;
using System.Text.RegularExpressions;
using Signposting.Listings;

namespace Signposting.Tallies;

/// <summary>A quarter of a calendar year, from midnight to midnight in Cambridgeshire.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Number">1 for January to March, to 4.</param>
internal readonly partial record struct Quarter(int Year, int Number) : IComparable<Quarter>
{
    public DateOnly FirstDay => new(Year, Number * 3 - 2, 1);

    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);

    public Quarter Before => Number == 1 ? new Quarter(Year - 1, 4) : this with { Number = Number - 1 };

    public Quarter YearBefore => this with { Year = Year - 1 };

    /// <summary>As councils count: the year begins in April, so October to December 2026 is <c>Q3</c> of <c>2026-27</c>.</summary>
    public string CouncilNumber => $"Q{(Number + 2) % 4 + 1}";

    /// <summary>The council's year: <c>2026-27</c>.</summary>
    public string CouncilYear => string.Create(CultureInfo.InvariantCulture, $"{First}-{(First + 1) % 100:D2}");

    /// <summary><c>October to December 2026</c>.</summary>
    public string Months => string.Create(CultureInfo.InvariantCulture, $"{FirstDay:MMMM} to {LastDay:MMMM yyyy}");

    private int First => Number == 1 ? Year - 1 : Year;

    /// <summary>The quarter of a moment.</summary>
    public static Quarter Of(DateTimeOffset moment)
    {
        var day = Day(moment);
        return new Quarter(day.Year, (day.Month + 2) / 3);
    }

    /// <summary>The day in Cambridgeshire.</summary>
    public static DateOnly Day(DateTimeOffset moment) => England.Day(moment);

    /// <summary>Understands <c>2026-Q4</c> and the council's <c>2026-27-Q3</c>, which are the same.</summary>
    public static bool TryParse(string text, out Quarter quarter)
    {
        quarter = default;
        if (Written().Match(text) is not { Success: true } match) return false;
        var (year, number) = (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        if (match.Groups["next"] is not { Success: true, Value: var next }) quarter = new Quarter(year, number);
        else if (int.Parse(next, CultureInfo.InvariantCulture) == (year + 1) % 100) quarter = number == 4 ? new Quarter(year + 1, 1) : new Quarter(year, number + 1);
        return quarter != default;
    }

    public int CompareTo(Quarter other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary>As it is kept and asked for: <c>2026-Q4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Number}");

    [GeneratedRegex(@"^(?<year>2[0-9]{3})(-(?<next>[0-9]{2}))?-[Qq](?<number>[1-4])\z")]
    private static partial Regex Written();
}
