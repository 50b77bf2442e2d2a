using System.Text.Json.Nodes;
using NJsonSchema;

namespace Signposting.Tests.OpenReferral;

/// <summary>Every answer is as the standard wants it: <c>hsds-uk-3.0.json</c> beside this file.</summary>
public sealed class SchemaTests(FeedReader feed) : IClassFixture<FeedReader>, IAsyncLifetime
{
    private static readonly string Standard = Path.Combine(Repository.Root, "tests", "Signposting.Tests", "OpenReferral", "hsds-uk-3.0.json");

    private static readonly Dictionary<string, string> Ones = new()
    {
        ["services"] = "service", ["organizations"] = "organization", ["taxonomies"] = "taxonomy", ["taxonomy_terms"] = "taxonomy_term",
    };

    private JsonSchema _schema = null!;

    public async ValueTask InitializeAsync() => _schema = await JsonSchema.FromFileAsync(Standard, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_answer_fits()
    {
        var everything = await feed.EverythingAsync();

        Assert.True(everything.Count > feed.Shown.Count * 2, "The feed is read wrongly.");
        None.Of(from answer in everything
                from error in Validate(SchemaOf(answer.Path), answer.Text)
                select $"{answer.Path}: {error}");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("id")]
    [InlineData("status")]
    [InlineData("organization_id")]
    [InlineData("organization.description")]
    [InlineData("phones.number")]
    [InlineData("attributes.taxonomy_term.description")]
    public async Task An_answer_without_a_field_that_must_be_there_does_not_fit(string field)
    {
        var service = await WithPhoneAsync();
        Assert.Empty(Validate("service", service.ToJsonString()));
        var path = field.Split('.');
        var holder = path[..^1].Aggregate((JsonNode)service, (node, name) => node[name] is JsonArray list ? list[0]! : node[name]!);

        Assert.True(holder.AsObject().Remove(path[^1]));

        Assert.NotEmpty(Validate("service", service.ToJsonString()));
    }

    [Theory]
    [InlineData("id", "opoka")]
    [InlineData("status", "open")]
    [InlineData("url", "opoka.org.uk")]
    [InlineData("assured_date", "22/11/2026")]
    [InlineData("last_modified", "yesterday")]
    [InlineData("name", "")]
    public async Task An_answer_with_a_wrong_value_does_not_fit(string field, string value)
    {
        var service = await WithPhoneAsync();
        service[field] = value;

        Assert.NotEmpty(Validate("service", service.ToJsonString()));
    }

    [Fact]
    public async Task A_list_with_more_than_one_to_one_fields_does_not_fit() =>
        Assert.NotEmpty(Validate("brief_service", (await WithPhoneAsync()).ToJsonString()));

    private async Task<JsonObject> WithPhoneAsync() => JsonNode.Parse((await feed.ServiceAsync("opoka")).GetRawText())!.AsObject();

    private static string SchemaOf(string path) => path.Split('/') switch
    {
        ["", var collection, _] => Ones[collection],
        ["", var collection] => collection,
        _ => "about",
    };

    private IEnumerable<string> Validate(string schema, string json) => _schema.Definitions[schema].Validate(json).Select(e => e.ToString());
}
