using Signposting.Outbox;

namespace Signposting.Tests.Outbox;

/// <summary>When a letter is tried again.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(1, 0, 15)]
    [InlineData(1, 1, 20)]
    [InlineData(2, 1, 40)]
    [InlineData(3, 0.5, 70)]
    [InlineData(4, 1, 160)]
    [InlineData(7, 1, 1280)]
    [InlineData(8, 1, 1800)]
    [InlineData(8, 0, 1350)]
    [InlineData(31, 1, 1800)]
    [InlineData(32, 1, 1800)]
    [InlineData(100_000, 1, 1800)]
    [InlineData(int.MaxValue, 0, 1350)]
    [InlineData(0, 1, 20)]
    [InlineData(-1, 1, 20)]
    public void It_doubles_from_twenty_seconds_to_half_an_hour_and_never_stops(int failures, double jitter, double seconds) =>
        Assert.Equal(seconds, Retry.After(failures, jitter).TotalSeconds, precision: 3);
}
