using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>Dates in the order and with the words of each language, in Western digits, which are those that one dials and writes here.</summary>
public sealed class DateTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en", "24 November 2026", "Tuesday, 24 November 2026")]
    [InlineData("pl", "24 listopada 2026", "wtorek, 24 listopada 2026")]
    [InlineData("lt", "2026 m. lapkričio 24 d.", "2026 m. lapkričio 24 d., antradienis")]
    [InlineData("ur", "24 نومبر، 2026", "منگل، 24 نومبر، 2026")]
    [InlineData("pa", "24 ਨਵੰਬਰ 2026", "ਮੰਗਲਵਾਰ, 24 ਨਵੰਬਰ 2026")]
    [InlineData("bn", "24 নভেম্বর, 2026", "মঙ্গলবার, 24 নভেম্বর, 2026")]
    [InlineData("hi", "24 नवंबर 2026", "मंगलवार, 24 नवंबर 2026")]
    [InlineData("gu", "24 નવેમ્બર, 2026", "મંગળવાર, 24 નવેમ્બર, 2026")]
    public void Are_written_as_the_language_writes_them(string language, string date, string day)
    {
        var reader = site.Services.GetRequiredService<CurrentCatalogue>().Now.Phrases.Languages.Single(l => l.Code == language);

        Assert.Equal((date, day), (reader.Date(new DateOnly(2026, 11, 24)), reader.Day(new DateOnly(2026, 11, 24))));
    }

    [Fact]
    public async Task Stand_so_on_a_page()
    {
        var visitor = await new Visitor(site.Browser()).OpenAsync("/lt/g/1");

        Assert.Matches(@"2026 m\. lapkričio \d+ d\.", visitor.Text);
    }
}
