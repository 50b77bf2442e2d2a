using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signposting.Routing;

/// <summary>
/// "Who would receive this?" for editors and tests: answers as JSON in, outcome as JSON out.
/// <code>{ "needs": ["refuge"], "area": "fenland", "excluded": ["Refuge"], "on": "2026-11-23" }</code>
/// </summary>
public static class RouteVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Routes the answers.</summary>
    /// <param name="json">An object: facts by name, <c>excluded</c> (organisations), <c>on</c> (a date; today if left out).</param>
    /// <param name="table">The rules.</param>
    /// <param name="today">The day in Cambridgeshire.</param>
    /// <exception cref="FormatException">The JSON isn't of that form; the message says what to do.</exception>
    public static string Run(string json, RoutingTable table, DateOnly today)
    {
        var input = Parse(json);
        var situation = new Situation { Excluded = [.. Texts(input, "excluded")] };
        foreach (var (name, _) in input.Where(p => p.Key is not ("excluded" or "on")))
        {
            var fact = table.Known.FirstOrDefault(f => f.Name == name)
                ?? throw new FormatException($"'{name}' isn't known. Known are {string.Join(", ", table.Known.Select(f => f.Name))}, excluded, on.");
            var words = Texts(input, name);
            if (words.FirstOrDefault(w => !fact.Words.Contains(w)) is { } odd)
                throw new FormatException($"'{odd}' isn't an answer to '{name}'. Use {(fact.Many ? "any" : "one")} of {string.Join(", ", fact.Words)}.");
            situation = situation.With(fact, words);
        }
        var outcome = Router.Route(situation, table, On(input) ?? today);
        return JsonSerializer.Serialize(new
        {
            destination = outcome.Destination.Service.Id,
            why = outcome.Destination.Why,
            mailbox = outcome.Destination.Service.Referrals!.Mailbox,
            alternatives = outcome.Alternatives.Select(a => new { destination = a.Service.Id, why = a.Why }),
            specialistSupport = outcome.Marks,
        }, Indented);
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new FormatException("Give one JSON object: { \"needs\": [\"refuge\"], \"area\": \"fenland\" }.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The input isn't readable as JSON: {e.Message}", e);
        }
    }

    private static ImmutableArray<string> Texts(JsonObject input, string name) => input[name] switch
    {
        null => [],
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        JsonArray list when list.All(n => n?.GetValueKind() == JsonValueKind.String) => [.. list.Select(n => n!.GetValue<string>())],
        _ => throw new FormatException($"'{name}' should be a text or a list of texts."),
    };

    private static DateOnly? On(JsonObject input)
    {
        if (Texts(input, "on") is not [var text]) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw new FormatException($"'on' should be a date such as 2026-11-23, not '{text}'.");
    }
}
