using System.Text.Json;
using Signposting.Listings;
using Signposting.OpenReferral;

namespace Signposting.Tests.OpenReferral;

/// <summary>The list of services can be narrowed down by the parameters of the standard.</summary>
public sealed class SearchTests(FeedReader feed) : IClassFixture<FeedReader>
{
    [Fact]
    public async Task By_words_that_all_occur()
    {
        Assert.Equal(["Opoka - support for Polish women and children"], await FoundAsync("search=POLISH%20opoka"));
        Assert.Empty(await FoundAsync("search=opoka%20zebra"));
        Assert.Equal(feed.Shown.Count, (await FoundAsync("search=")).Count);
    }

    [Fact]
    public async Task By_a_term_and_by_a_taxonomy()
    {
        var terms = await feed.ListAsync("taxonomy_terms");
        var refuge = terms.Single(t => t.GetProperty("name").GetString() == "Refuge");
        var people = terms.First(t => t.GetProperty("taxonomy").GetString() == "For whom").GetProperty("taxonomy_id").GetString();

        Assert.Equal(Names(s => s.Kind == ServiceKind.Refuge), await FoundAsync($"taxonomy_term_id={refuge.GetProperty("id").GetString()}"));
        Assert.Equal(Names(s => s.Groups.Count > 0 || s.Gender != ServiceGender.Anyone), await FoundAsync($"taxonomy_id={people}"));
        Assert.Empty(await FoundAsync("taxonomy_id=2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    [Fact]
    public async Task By_the_ages_that_a_service_names()
    {
        Assert.Equal(Names(s => s.FromAge >= 16), await FoundAsync("minimum_age=16"));
        Assert.Equal(Names(s => s.ToAge <= 19), await FoundAsync("maximum_age=19"));
        Assert.Equal(Names(s => s.FromAge >= 13 && s.ToAge <= 19), await FoundAsync("minimum_age=13&maximum_age=19"));
    }

    [Fact]
    public async Task By_day_and_time_as_far_as_hours_are_data()
    {
        Assert.Equal(Names(s => s.AlwaysOpen), await FoundAsync("day=su"));
        Assert.Equal(Names(s => s.AlwaysOpen || s.Open is not null), await FoundAsync("day=MO&start_time=00:00&end_time=23:59:00"));
        Assert.Equal(Names(s => s.Open?.Week.Any(w => w.From >= new TimeOnly(10, 0)) == true), await FoundAsync("start_time=10:00"));
        Assert.Equal(Names(s => s.Id is "mwn-helpline" or "revenge-porn-helpline"), await FoundAsync("start_time=10:00&end_time=16:00"));
    }

    [Theory]
    [InlineData("MO", null, null, true)]
    [InlineData("SA", null, null, false)]
    [InlineData("TU", "09:00", "17:00", true)]
    [InlineData("MO", "09:00", "16:00", false)]
    [InlineData("MO", "10:00", null, false)]
    [InlineData(null, "08:00", "18:00", true)]
    public void A_span_of_hours_fits_or_not(string? day, string? start, string? end, bool fits)
    {
        var id = Guid.CreateVersion7();
        var service = new HsdsService(id, id, "A", "B", "https://a.example", "active", null, "C", null, null, "D", null, default, default, new HsdsOrganization(id, "E", "F"))
        {
            Schedules = [new HsdsSchedule(id, id, "WEEKLY", "MO,TU,WE,TH,FR", new TimeOnly(9, 0), new TimeOnly(17, 0), "Weekdays")],
        };
        TimeOnly? Time(string? time) => time is null ? null : TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(fits, new ServiceSearch([], null, null, null, null, Time(start), Time(end), day).Admits(service));
    }

    private List<string> Names(Func<Service, bool> wanted)
    {
        var names = feed.Shown.Where(wanted).Select(s => s.Name).ToList();
        Assert.NotEmpty(names);
        return names;
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string query)
    {
        var page = await feed.JsonAsync("/services?per_page=500&" + query);
        return [.. page.GetProperty("contents").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];
    }
}
