using System.Net;
using Signposting.Tests.Content;
using Signposting.Tests.DeliveryModes;

namespace Signposting.Tests.OpenReferral;

/// <summary>Open to every program, for reading only, and to be kept for a while: the feed, and nothing else of the site.</summary>
public sealed class OpennessTests(FeedReader feed) : IClassFixture<FeedReader>
{
    private static readonly (string, string) FromElsewhere = ("Origin", "https://directory.example");

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/services")]
    [InlineData("/services?page=0")]
    [InlineData("/taxonomy_terms/x")]
    [InlineData("/nothing")]
    public async Task A_page_of_any_site_may_read_the_feed(string path)
    {
        using var response = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + path, FromElsewhere);

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/en")]
    [InlineData("/ur/s")]
    [InlineData("/en/s/59")]
    [InlineData("/en/c")]
    [InlineData("/en/leave")]
    [InlineData("/en/open-referral")]
    [InlineData("/open-referrals")]
    [InlineData("/health/live")]
    [InlineData("/nothing")]
    public async Task Nothing_else_may_be_read_by_other_sites_or_kept(string path)
    {
        using var response = await feed.SendAsync(HttpMethod.Get, path, FromElsewhere);

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task A_copy_may_be_kept_for_five_minutes_and_is_asked_for_by_its_tag()
    {
        foreach (var path in new[] { "", "/services?per_page=3", "/taxonomies" })
        {
            using var first = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + path);
            Assert.Equal("public, max-age=300", first.Headers.CacheControl?.ToString());
            Assert.Equal("public, max-age=300", Assert.Single(first.Headers.GetValues("CDN-Cache-Control")));
            Assert.False(first.Headers.Contains("Pragma") || first.Headers.Contains("Vary"));
            var tag = first.Headers.ETag!.ToString();

            using var again = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + path, ("If-None-Match", tag));

            Assert.Equal((HttpStatusCode.NotModified, tag, "public, max-age=300"), (again.StatusCode, again.Headers.ETag?.ToString(), again.Headers.CacheControl?.ToString()));
            Assert.Equal("*", Assert.Single(again.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Another_catalogue_has_another_tag_and_the_same_one_the_same()
    {
        using var content = new Broken();
        await using var other = new FeedReader(content.Settings());
        Assert.Equal(await TagAsync(feed), await TagAsync(other));
        var before = await TagAsync(other);

        content.Replace("services/opoka.yaml", "name: Opoka", "name: Renamed Opoka");
        other.Current.Refresh();

        Assert.NotEqual(before, await TagAsync(other));
        Assert.StartsWith("Renamed", (await other.ServiceAsync("opoka")).GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/services")]
    [InlineData("/taxonomies?per_page=1")]
    public async Task The_head_of_an_answer_can_be_asked_for(string path)
    {
        using var whole = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + path);
        using var head = await feed.SendAsync(HttpMethod.Head, FeedReader.Root + path);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal((whole.Headers.ETag, whole.Headers.CacheControl?.ToString()), (head.Headers.ETag, head.Headers.CacheControl?.ToString()));
    }

    [Theory]
    [InlineData("POST", "/services")]
    [InlineData("PUT", "/services/2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    [InlineData("DELETE", "")]
    [InlineData("PATCH", "/nothing")]
    [InlineData("OPTIONS", "/services")]
    public async Task Nothing_can_be_written(string method, string path)
    {
        using var response = await feed.SendAsync(new HttpMethod(method), FeedReader.Root + path);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task It_carries_the_headers_of_every_answer()
    {
        using var response = await feed.SendAsync(HttpMethod.Get, FeedReader.Root + "/services");

        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    private static async Task<string> TagAsync(FeedReader reader)
    {
        using var response = await reader.SendAsync(HttpMethod.Head, FeedReader.Root);
        return response.Headers.ETag!.ToString();
    }
}
