using System.Globalization;
using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>From when to when somebody answers on one day of the week, by the clock of England.</summary>
/// <param name="Day">The day on which it begins.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; not later than <paramref name="From"/> means the morning after.</param>
public readonly record struct OpenSpan(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>Whether a service answers at one moment.</summary>
/// <param name="Now">Whether it does.</param>
/// <param name="Change">When that ends, or when it next begins, by the clock of England.</param>
public readonly record struct Opening(bool Now, DateTimeOffset Change);

/// <summary>When a service answers, as data.</summary>
/// <param name="Week">Its spans, from Monday on.</param>
/// <param name="OnHolidays">Whether public holidays are days like any other.</param>
public sealed partial record OpeningHours(IReadOnlyList<OpenSpan> Week, bool OnHolidays)
{
    private static readonly DayOfWeek[] Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Whether somebody answers at a moment, and when that changes.</summary>
    public Opening At(DateTimeOffset moment, PublicHolidays holidays)
    {
        var today = England.Day(moment);
        // Yesterday's span may reach into today; a month holds an opening even of somebody who opens on one day, at Christmas.
        var spans = Enumerable.Range(-1, 31).Select(today.AddDays).Where(d => OnHolidays || !holidays.Include(d))
            .SelectMany(d => Week.Where(s => s.Day == d.DayOfWeek).Select(s => (From: Moment(d, s.From), Until: Moment(s.Until > s.From ? d : d.AddDays(1), s.Until))));
        foreach (var (from, until) in spans)
        {
            if (moment < from) return new Opening(false, from);
            if (moment < until) return new Opening(true, until);
        }
        return new Opening(false, DateTimeOffset.MaxValue);
    }

    /// <summary>Runs of days that have the same spans, for reading: Monday to Friday, 9 to 5.</summary>
    public IEnumerable<(DayOfWeek First, DayOfWeek Last, IReadOnlyList<OpenSpan> Spans)> Runs()
    {
        for (var i = 0; i < Days.Length;)
        {
            var (spans, last) = (On(Days[i]), i);
            while (last + 1 < Days.Length && Same(spans, On(Days[last + 1]))) last++;
            if (spans.Count > 0) yield return (Days[i], Days[last], spans);
            i = last + 1;
        }
    }

    internal static OpeningHours? Read(YamlMap file, Faults faults)
    {
        if (file.OptionalMap("open") is not { } open) return null;
        var week = new List<OpenSpan>();
        foreach (var key in open.Keys.Where(k => k != "public-holidays"))
        {
            var days = DaysOf(key);
            if (days.Count == 0) faults.Add(open.Where(key), $"'{key}' isn't a day. Write monday, or monday-friday, or daily; and public-holidays: true if it is open then too.");
            foreach (var text in open.Texts(key))
            {
                if (Span().Match(text) is { Success: true } hours && TimeOnly.TryParse(hours.Groups[1].Value, CultureInfo.InvariantCulture, out var from) && TimeOnly.TryParse(hours.Groups[2].Value, CultureInfo.InvariantCulture, out var until))
                    week.AddRange(days.Select(d => new OpenSpan(d, from, until)));
                else
                    faults.Add(open.Where(key), $"'{text}' should be hours such as 09:00-17:00, by the 24-hour clock.");
            }
        }
        foreach (var span in week.Where(s => s.Until - s.From > TimeSpan.FromHours(14) || (s.Until <= s.From && s.From < new TimeOnly(12, 0))).DistinctBy(s => (s.From, s.Until)))
            faults.Add(open.At, $"From {span.From:HH\\:mm} to {span.Until:HH\\:mm} is very long. Write the hours by the 24-hour clock: 09:00-17:00; for all day and night use always-open.");
        if (file.Flag("always-open")) faults.Add(open.At, "'open' and 'always-open: true' can't both be. Remove one.");
        if (week.Count == 0) faults.Add(open.At, "'open' names no day. Give the hours, such as monday-friday: 09:00-17:00, or leave 'open' out.");
        foreach (var day in Days.Where(d => Overlaps([.. week.Where(s => s.Day == d).OrderBy(s => s.From)])))
            faults.Add(open.At, $"The hours of {day} overlap. Give each day its hours once, one after the other.");
        return new OpeningHours([.. week.OrderBy(s => Array.IndexOf(Days, s.Day)).ThenBy(s => s.From)], open.Flag("public-holidays"));
    }

    private List<OpenSpan> On(DayOfWeek day) => [.. Week.Where(s => s.Day == day)];

    private static bool Same(List<OpenSpan> one, List<OpenSpan> other) => one.Count > 0 && one.Select(s => (s.From, s.Until)).SequenceEqual(other.Select(s => (s.From, s.Until)));

    private static bool Overlaps(List<OpenSpan> spans) => spans.Zip(spans.Skip(1)).Any(p => p.First.Until <= p.First.From || p.First.Until > p.Second.From);

    private static List<DayOfWeek> DaysOf(string key)
    {
        if (key == "daily") return [.. Days];
        var ends = key.Split('-').Select(name => Array.FindIndex(Days, d => d.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (ends.Contains(-1) || ends.Count > 2 || ends[0] > ends[^1]) return [];
        return [.. Days[ends[0]..(ends[^1] + 1)]];
    }

    /// <summary>A time that the clock leaps over in spring counts as the moment of the leap; one that it shows twice in autumn, as the first.</summary>
    private static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (England.Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = England.Zone.IsAmbiguousTime(local) ? England.Zone.GetAmbiguousTimeOffsets(local).Max() : England.Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    [GeneratedRegex(@"^(\d\d:\d\d)-(\d\d:\d\d)$")]
    private static partial Regex Span();
}
