using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Tests.OpenReferral;

/// <summary>Another directory, which reads the feed over HTTP from the real server.</summary>
public sealed class FeedReader : IAsyncDisposable
{
    public const string Root = "/open-referral";
    public const string PublicAddress = "https://www.site.example";
    public static readonly string[] Collections = ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"];

    private readonly Site _site;
    private readonly HttpClient _client;

    public FeedReader() : this(null)
    {
    }

    internal FeedReader(IEnumerable<(string, string)>? settings)
    {
        _site = new Site([("Referrals:PublicAddress", PublicAddress), .. settings ?? []]);
        _site.UseKestrel(0);
        _site.StartServer();
        _client = _site.CreateClient(new() { BaseAddress = _site.ClientOptions.BaseAddress, AllowAutoRedirect = false, HandleCookies = false });
        Catalogue = Current.Now;
    }

    /// <summary>What the feed is made from.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>What is served now.</summary>
    internal CurrentCatalogue Current => _site.Services.GetRequiredService<CurrentCatalogue>();

    public IReadOnlyList<Service> Shown => [.. Catalogue.Services.Where(s => s.Shown).OrderBy(s => s.Number)];

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The JSON at an address under the feed.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, Root + path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await TextAsync(path));

    /// <summary>All of a collection, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string collection, int size = 100)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = await JsonAsync($"/{collection}?page={page}&per_page={size}");
            all.AddRange(answer.GetProperty("contents").EnumerateArray());
            if (answer.GetProperty("last_page").GetBoolean()) return all;
        }
    }

    /// <summary>Each of a collection, asked for by its id.</summary>
    public async Task<IReadOnlyList<JsonElement>> EachAsync(string collection)
    {
        var each = new List<JsonElement>();
        foreach (var brief in await ListAsync(collection)) each.Add(await JsonAsync($"/{collection}/{brief.GetProperty("id").GetString()}"));
        return each;
    }

    /// <summary>A service by the name in its listing.</summary>
    public async Task<JsonElement> ServiceAsync(string id)
    {
        var name = Current.Now.Service(id)!.Name;
        return (await EachAsync("services")).Single(s => s.GetProperty("name").GetString() == name);
    }

    /// <summary>Everything there is to be read, with its address.</summary>
    public async Task<IReadOnlyList<(string Path, string Text)>> EverythingAsync()
    {
        var all = new List<(string, string)> { ("", await TextAsync("")) };
        foreach (var collection in Collections)
        {
            all.Add(($"/{collection}", await TextAsync($"/{collection}?per_page=500")));
            foreach (var item in await ListAsync(collection))
            {
                var path = $"/{collection}/{item.GetProperty("id").GetString()}";
                all.Add((path, await TextAsync(path)));
            }
        }
        return all;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _site.DisposeAsync();
    }

    /// <summary>Every value of a JSON text, with the name of its field.</summary>
    public static IEnumerable<(string Field, string Value)> Values(string json)
    {
        return Walk("", JsonElement.Parse(json));

        static IEnumerable<(string, string)> Walk(string field, JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Walk(p.Name, p.Value).Prepend((p.Name, ""))),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Walk(field, e)),
            _ => [(field, element.ToString())],
        };
    }
}
