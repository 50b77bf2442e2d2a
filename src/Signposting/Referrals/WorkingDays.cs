using Signposting.Listings;

namespace Signposting.Referrals;

/// <summary>Working days as services promise them: Monday to Friday, without public holidays.</summary>
internal static class WorkingDays
{
    /// <summary>The end of the last of <paramref name="days"/> whole working days after the one in which it was sent.</summary>
    public static DateTimeOffset After(DateTimeOffset sent, int days, PublicHolidays holidays)
    {
        var day = England.Day(sent);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Include(day)) left--;
        }
        var end = day.ToDateTime(new TimeOnly(18, 0));
        return new DateTimeOffset(end, England.Zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
