using System.Net;

namespace Signposting.Tests.OpenReferral;

/// <summary>Lists come in pages; all pages together are all there is, once.</summary>
public sealed class PagingTests(FeedReader feed) : IClassFixture<FeedReader>
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task All_pages_together_are_every_service_that_is_shown_once(int size)
    {
        var names = (await feed.ListAsync("services", size)).Select(s => s.GetProperty("name").GetString());

        Assert.Equal(feed.Shown.Select(s => s.Name), names);
    }

    [Fact]
    public async Task The_envelope_says_where_one_is()
    {
        var count = feed.Shown.Count;
        var (pages, rest) = ((count + 6) / 7, count % 7 is 0 ? 7 : count % 7);

        Assert.Equal((count, pages, 1, 7, true, false, false), await EnvelopeAsync("/services?per_page=7"));
        Assert.Equal((count, pages, 2, 7, false, false, false), await EnvelopeAsync("/services?per_page=7&page=2"));
        Assert.Equal((count, pages, pages, rest, false, true, false), await EnvelopeAsync($"/services?per_page=7&page={pages}"));
        Assert.Equal((0, 1, 1, 0, true, true, true), await EnvelopeAsync("/service_at_locations"));
    }

    [Theory]
    [InlineData("/services?page=0", 400, "'page' should be a whole number from 1 up.")]
    [InlineData("/services?page=-1", 400, "'page' should be")]
    [InlineData("/services?page=one", 400, "'page' should be")]
    [InlineData("/services?page=99999999999", 400, "'page' should be")]
    [InlineData("/services?page=1&page=2", 400, "'page' should be given once")]
    [InlineData("/taxonomies?per_page=0", 400, "'per_page' should be a whole number from 1 to 500.")]
    [InlineData("/taxonomy_terms?per_page=501", 400, "'per_page' should be")]
    [InlineData("/services?page=x&per_page=y", 400, "'page' should be a whole number from 1 up. 'per_page' should be")]
    [InlineData("/services?taxonomy_term_id=refuge", 400, "'taxonomy_term_id' should be a UUID.")]
    [InlineData("/services?minimum_age=old", 400, "'minimum_age' should be an age in years.")]
    [InlineData("/services?start_time=9am", 400, "'start_time' should be a time such as 09:00")]
    [InlineData("/services?day=someday", 400, "'day' should be one of MO, TU")]
    [InlineData("/services?page=1000", 404, "There is no such page: the last one is")]
    [InlineData("/services?page=2147483647&per_page=500", 404, "There is no such page")]
    [InlineData("/services?search=zzzzzz&page=2", 404, "the last one is 1.")]
    [InlineData("/services/opoka", 400, "The id should be a UUID.")]
    [InlineData("/services/2ed6657d-e927-568b-95e1-2665a8aea6a2", 404, "Nothing here has that id.")]
    [InlineData("/service_at_locations/2ed6657d-e927-568b-95e1-2665a8aea6a2", 404, "Nothing here has that id.")]
    [InlineData("/referrals", 404, "There is nothing at this address.")]
    [InlineData("/services/a/b", 404, "There is nothing at this address.")]
    public async Task What_can_not_be_answered_is_said_in_json(string path, int status, string says)
    {
        using var response = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + path);

        var problem = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(((HttpStatusCode)status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("no-store", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_is_said_too()
    {
        using var response = await feed.SendAsync(HttpMethod.Get, $"{FeedReader.Root}/services?search={new string('x', 201)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("200 characters at most", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<(int, int, int, int, bool, bool, bool)> EnvelopeAsync(string path)
    {
        var page = await feed.JsonAsync(path);
        int Number(string name) => page.GetProperty(name).GetInt32();
        bool Flag(string name) => page.GetProperty(name).GetBoolean();
        Assert.Equal(Number("size"), page.GetProperty("contents").GetArrayLength());
        return (Number("total_items"), Number("total_pages"), Number("page_number"), Number("size"), Flag("first_page"), Flag("last_page"), Flag("empty"));
    }
}
