namespace Signposting.Referrals;

/// <summary>Working days as services promise them: Monday to Friday in Cambridgeshire.</summary>
internal static class WorkingDays
{
    public static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The end of the last of <paramref name="days"/> whole working days after the one in which it was sent.</summary>
    public static DateTimeOffset After(DateTimeOffset sent, int days)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sent, London).DateTime);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }
        var end = day.ToDateTime(new TimeOnly(18, 0));
        return new DateTimeOffset(end, London.GetUtcOffset(end)).ToUniversalTime();
    }
}
