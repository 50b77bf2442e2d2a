using System.Globalization;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Tests.Content;

/// <summary>When a service is open: weekends, nights, public holidays and the two days on which the clock changes.</summary>
public sealed class OpeningHoursTests
{
    private static readonly PublicHolidays Holidays = new(new HashSet<DateOnly> { new(2026, 6, 15) });

    [Theory]
    // An office, in winter, when the clock of England is that of Greenwich.
    [InlineData("monday-friday: 09:00-17:00", "2026-11-24T08:59Z", false, "2026-11-24T09:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-11-24T09:00Z", true, "2026-11-24T17:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-11-24T16:59Z", true, "2026-11-24T17:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-11-24T17:00Z", false, "2026-11-25T09:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-11-27T18:00Z", false, "2026-11-30T09:00Z")]
    // The same in summer: an hour earlier for those who count in UTC.
    [InlineData("monday-friday: 09:00-17:00", "2026-07-01T08:00Z", true, "2026-07-01T16:00Z")]
    // Two spans a day.
    [InlineData("monday: [09:00-12:00, 13:00-16:00]", "2026-11-23T12:30Z", false, "2026-11-23T13:00Z")]
    [InlineData("monday: [09:00-12:00, 13:00-16:00]", "2026-11-23T16:00Z", false, "2026-11-30T09:00Z")]
    // Over midnight, and what is left of it in the morning.
    [InlineData("monday: 20:00-08:00", "2026-11-24T03:00Z", true, "2026-11-24T08:00Z")]
    [InlineData("monday: 20:00-08:00", "2026-11-24T08:00Z", false, "2026-11-30T20:00Z")]
    [InlineData("sunday: 20:00-08:00", "2026-11-23T03:00Z", true, "2026-11-23T08:00Z")]
    // The night in March that has no hour from one to two, and the night in October that has it twice.
    [InlineData("saturday: 22:00-03:00", "2026-03-29T00:30Z", true, "2026-03-29T02:00Z")]
    [InlineData("sunday: 01:30-05:00", "2026-03-29T00:59Z", false, "2026-03-29T01:00Z")]
    [InlineData("saturday: 22:00-03:00", "2026-10-25T01:30Z", true, "2026-10-25T03:00Z")]
    [InlineData("sunday: 01:30-05:00", "2026-10-25T00:29Z", false, "2026-10-25T00:30Z")]
    // Good Friday, Easter Monday, Christmas taken on another day, and a holiday that was proclaimed once.
    [InlineData("monday-friday: 09:00-17:00", "2026-04-03T10:00Z", false, "2026-04-07T08:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-12-24T18:00Z", false, "2026-12-29T09:00Z")]
    [InlineData("monday-friday: 09:00-17:00", "2026-06-15T10:00Z", false, "2026-06-16T08:00Z")]
    [InlineData("{ monday-friday: 09:00-17:00, public-holidays: true }", "2026-04-03T10:00Z", true, "2026-04-03T16:00Z")]
    // Boxing Day on a Saturday is taken on Monday, and is no working Saturday; who opens on Fridays alone skips Christmas and New Year.
    [InlineData("saturday: 09:00-17:00", "2026-12-26T10:00Z", false, "2027-01-02T09:00Z")]
    [InlineData("friday: 09:00-17:00", "2026-12-19T10:00Z", false, "2027-01-08T09:00Z")]
    // What begins on the eve of a holiday goes on into it.
    [InlineData("thursday: 20:00-08:00", "2026-04-03T03:00Z", true, "2026-04-03T07:00Z")]
    public void Is_open_or_not_until(string hours, string moment, bool open, string change)
    {
        var faults = new Faults();
        var read = OpeningHours.Read(YamlMap.Parse(hours[0] == '{' ? $"open: {hours}" : $"open: {{ {hours} }}", "a.yaml", faults), faults);
        None.Of(faults.Found);

        Assert.Equal(new Opening(open, At(change)), read!.At(At(moment), Holidays) with { Change = read.At(At(moment), Holidays).Change.ToUniversalTime() });
    }

    /// <summary>gov.uk/bank-holidays, England and Wales.</summary>
    [Theory]
    [InlineData(2021, "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28")]
    [InlineData(2022, "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27")]
    [InlineData(2023, "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-29 2023-08-28 2023-12-25 2023-12-26")]
    [InlineData(2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData(2027, "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28")]
    public void Public_holidays_are_those_of_England(int year, string days) =>
        Assert.Equal(days, string.Join(' ', PublicHolidays.ByRule(year).Order().Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("mondays: 09:00-17:00", "'mondays' isn't a day")]
    [InlineData("public-holidays: true", "'open' names no day")]
    [InlineData("friday-monday: 09:00-17:00", "'friday-monday' isn't a day")]
    [InlineData("monday: 09:00-05:00", "From 09:00 to 05:00 is very long")]
    [InlineData("monday: 00:00-23:59", "for all day and night use always-open")]
    [InlineData("monday: 9-17", "'9-17' should be hours such as 09:00-17:00")]
    [InlineData("monday: 09:00-25:00", "should be hours")]
    [InlineData("monday: [09:00-12:00, 11:00-16:00]", "The hours of Monday overlap")]
    [InlineData("{ monday: 09:00-12:00, daily: 10:00-16:00 }", "The hours of Monday overlap")]
    public void A_slip_is_named(string hours, string fault)
    {
        using var files = new Broken();
        files.Replace("services/karma-nirvana.yaml", "open: { monday-friday: 09:00-17:00 }", hours[0] == '{' ? $"open: {hours}" : $"open: {{ {hours} }}");

        var faults = new Faults();
        _ = Catalogue.Read(files.ContentFolder, files.TranslationsFolder, [], faults);

        Assert.Contains(faults.Found, f => f.File == "services/karma-nirvana.yaml" && f.Line > 0 && f.Message.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-24T10:00Z", "en", "Open now, until 17:00")]
    [InlineData("2026-11-24T18:00Z", "en", "Opens tomorrow at 09:00")]
    [InlineData("2026-11-24T07:00Z", "en", "Opens today at 09:00")]
    [InlineData("2026-11-27T18:00Z", "en", "Opens on Monday at 09:00")]
    [InlineData("2026-11-27T18:00Z", "pl", "poniedziałek")]
    [InlineData("2026-11-27T18:00Z", "ur", "09:00")]
    public async Task A_page_says_whether_it_is_open(string now, string language, string says)
    {
        using var site = new Site(null, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(At(now)));

        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}/s/{Number("karma-nirvana")}");

        Assert.Contains(says, visitor.Text, StringComparison.Ordinal);
        Assert.Contains("09:00–17:00", visitor.Text, StringComparison.Ordinal);
    }

    private static int Number(string id) => YamlMap.ReadFile(Repository.Content, $"services/{id}.yaml", new Faults()).Number("number");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
