using System.Globalization;
using Signposting.Tallies;

namespace Signposting.Tests.Tallies;

public sealed class QuarterTests
{
    [Theory]
    // New Year: midnight in Cambridgeshire is midnight UTC.
    [InlineData("2026-12-31T23:59:59Z", "2026-Q4")]
    [InlineData("2027-01-01T00:00:00Z", "2027-Q1")]
    // In summer it is 23:00 UTC of the day before.
    [InlineData("2026-06-30T22:59:59Z", "2026-Q2")]
    [InlineData("2026-06-30T23:00:00Z", "2026-Q3")]
    [InlineData("2026-09-30T23:30:00Z", "2026-Q4")]
    // The clock goes forward on 29 March 2026, two days before the quarter ends, and back on 25 October.
    [InlineData("2026-03-31T22:59:59Z", "2026-Q1")]
    [InlineData("2026-03-31T23:00:00Z", "2026-Q2")]
    [InlineData("2026-10-25T00:30:00Z", "2026-Q4")]
    // Elsewhere it may be another day.
    [InlineData("2027-01-01T04:00:00+05:00", "2026-Q4")]
    public void A_quarter_begins_at_midnight_in_Cambridgeshire(string moment, string quarter) =>
        Assert.Equal(quarter, Quarter.Of(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)).ToString());

    [Theory]
    [InlineData("2026-Q4", "2026-Q4", "Q3", "2026-27", "October to December 2026")]
    [InlineData("2026-q1", "2026-Q1", "Q4", "2025-26", "January to March 2026")]
    [InlineData("2022-23-Q1", "2022-Q2", "Q1", "2022-23", "April to June 2022")]
    [InlineData("2026-27-Q4", "2027-Q1", "Q4", "2026-27", "January to March 2027")]
    [InlineData("2099-00-Q2", "2099-Q3", "Q2", "2099-00", "July to September 2099")]
    public void It_is_written_by_the_calendar_or_as_councils_count(string written, string quarter, string number, string year, string months)
    {
        Assert.True(Quarter.TryParse(written, out var read));
        Assert.Equal((quarter, number, year, months), (read.ToString(), read.CouncilNumber, read.CouncilYear, read.Months));
        Assert.True(Quarter.TryParse($"{read.CouncilYear}-{read.CouncilNumber}", out var again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q0")]
    [InlineData("2026-28-Q1")]
    [InlineData("1926-Q1")]
    [InlineData("2026-Q1\n")]
    [InlineData("٢٠٢٦-Q1")]
    public void What_is_no_quarter_is_not_understood(string written) => Assert.False(Quarter.TryParse(written, out _));

    [Fact]
    public void Quarters_follow_each_other()
    {
        Assert.Equal(new Quarter(2026, 4), new Quarter(2027, 1).Before);
        Assert.Equal(new Quarter(2026, 2), new Quarter(2026, 3).Before);
        Assert.Equal(new DateOnly(2026, 12, 31), new Quarter(2026, 4).LastDay);
        Assert.True(new Quarter(2027, 1).CompareTo(new Quarter(2026, 4)) > 0);
    }
}
